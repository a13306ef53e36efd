WITH RECURSIVE walk AS (
    SELECT n, a AS account, ms, 1 AS steps
    FROM asked JOIN owner o ON o.person = id JOIN transfer ON b = o.account AND ms > start AND ms < stop
    UNION
    SELECT n, t.a, t.ms, steps + 1
    FROM walk JOIN asked USING (n) JOIN transfer t ON t.b = account AND t.ms < walk.ms AND t.ms > start
    WHERE steps < 3
),
lent AS (
    SELECT DISTINCT n, d.account, d.loan
    FROM walk JOIN asked USING (n) JOIN deposit d ON d.account = walk.account AND d.ms > start AND d.ms < stop
)
SELECT n, account, sum(amount)::BIGINT AS amount, sum(balance)::BIGINT
FROM lent JOIN loan ON loan.id = loan
GROUP BY n, account
ORDER BY n, amount DESC, account
