WITH RECURSIVE reached(n, account, steps) USING KEY (n, account) AS (
    SELECT n, source, 0 FROM asked
    UNION
    SELECT DISTINCT r.n, t.b, r.steps + 1
    FROM reached r JOIN asked USING (n) JOIN transfer t ON t.a = r.account AND t.ms > start AND t.ms < stop
    LEFT JOIN recurring.reached known ON known.n = r.n AND known.account = t.b
    WHERE known.n IS NULL
)
SELECT n, steps FROM asked JOIN reached USING (n) WHERE account = target
UNION ALL
SELECT n, -1 FROM asked ANTI JOIN reached ON reached.n = asked.n AND account = target
ORDER BY n
