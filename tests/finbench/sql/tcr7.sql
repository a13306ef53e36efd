WITH moved AS (
    SELECT n, true AS inward, a AS other, amount FROM asked JOIN transfer ON b = id
    WHERE amount > threshold AND ms > start AND ms < stop
    UNION ALL
    SELECT n, false, b, amount FROM asked JOIN transfer ON a = id
    WHERE amount > threshold AND ms > start AND ms < stop
)
SELECT n, count(DISTINCT other) FILTER (inward), count(DISTINCT other) FILTER (NOT inward),
    CASE WHEN count(*) FILTER (NOT inward) = 0 THEN -1
         ELSE round(coalesce(sum(amount) FILTER (inward), 0)::DOUBLE / sum(amount) FILTER (NOT inward), 3) END
FROM asked LEFT JOIN moved USING (n) GROUP BY n ORDER BY n
