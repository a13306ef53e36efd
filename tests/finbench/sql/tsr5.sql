SELECT n, a AS account, count(*), sum(amount)::BIGINT AS total
FROM asked JOIN transfer ON b = id AND amount > threshold AND ms > start AND ms < stop
GROUP BY n, a ORDER BY n, total DESC, account
