WITH RECURSIVE move AS (
    SELECT *, row_number() OVER () AS edge FROM (SELECT * FROM transfer UNION ALL SELECT * FROM withdraw)
),
upstream AS (
    SELECT start, stop, b AS account, sum(amount)::BIGINT AS total
    FROM (SELECT DISTINCT start, stop FROM asked) JOIN transfer ON ms > start AND ms < stop GROUP BY ALL
),
trace AS (
    SELECT n, NULL::BIGINT AS edge, account, 1 AS distance FROM asked JOIN deposit ON loan = id AND ms > start AND ms < stop
    UNION
    SELECT n, m.edge, m.b, distance + 1
    FROM trace t JOIN asked USING (n) JOIN move m ON m.a = t.account AND m.ms > start AND m.ms < stop
    LEFT JOIN upstream u ON u.start = asked.start AND u.stop = asked.stop AND u.account = t.account
    WHERE distance < 4 AND m.amount > threshold * coalesce(u.total, 0)
),
arrived AS (SELECT n, edge, min(distance) AS distance FROM trace WHERE edge IS NOT NULL GROUP BY ALL)
SELECT n, b AS account, round(sum(m.amount)::DOUBLE / any_value(loan.amount), 3) AS ratio, min(distance) AS distance
FROM arrived JOIN move m USING (edge) JOIN asked USING (n) JOIN loan ON loan.id = asked.id
GROUP BY n, b
ORDER BY n, distance DESC, ratio DESC, account
