WITH RECURSIVE walk AS (
    SELECT n, [a, b] AS path, ms
    FROM asked JOIN owner o ON o.person = id JOIN transfer ON a = o.account AND ms > start AND ms < stop
    WHERE a <> b
    UNION
    SELECT n, list_append(path, t.b), t.ms
    FROM walk JOIN asked USING (n) JOIN transfer t ON t.a = path[-1] AND t.ms > walk.ms AND t.ms < stop
    WHERE len(path) < 4 AND NOT list_contains(path, t.b)
)
SELECT DISTINCT n, path FROM walk ORDER BY n, len(path) DESC, path
