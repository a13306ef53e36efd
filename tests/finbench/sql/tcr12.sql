SELECT n, b AS account, sum(amount)::BIGINT AS total
FROM asked JOIN owner o ON o.person = id JOIN transfer ON a = o.account AND ms > start AND ms < stop
WHERE b IN (SELECT account FROM company_account)
GROUP BY n, b ORDER BY n, total DESC, account
