SELECT n, b AS account, count(*), sum(amount)::BIGINT AS total
FROM asked JOIN transfer ON a = id AND amount > threshold AND ms > start AND ms < stop
GROUP BY n, b ORDER BY n, total DESC, account
