WITH RECURSIVE walk AS (
    SELECT n, b AS account, ms, 1 AS steps FROM asked JOIN transfer ON a = id AND ms > start AND ms < stop
    UNION
    SELECT n, t.b, t.ms, steps + 1
    FROM walk JOIN asked USING (n) JOIN transfer t ON t.a = account AND t.ms > walk.ms AND t.ms < stop
    WHERE steps < 3
)
SELECT DISTINCT n, walk.account, steps, m.id, m.type
FROM walk JOIN asked USING (n)
JOIN sign_in s ON s.account = walk.account AND s.ms > start AND s.ms < stop
JOIN medium m ON m.id = s.medium AND m.blocked
ORDER BY n, steps, walk.account, m.id
