WITH moved AS (
    SELECT n, true AS outward, amount FROM asked JOIN transfer ON a = id AND ms > start AND ms < stop
    UNION ALL
    SELECT n, false, amount FROM asked JOIN transfer ON b = id AND ms > start AND ms < stop
)
SELECT n, coalesce(sum(amount) FILTER (outward), 0)::BIGINT, coalesce(max(amount) FILTER (outward), -1), count(*) FILTER (outward),
    coalesce(sum(amount) FILTER (NOT outward), 0)::BIGINT, coalesce(max(amount) FILTER (NOT outward), -1),
    count(*) FILTER (NOT outward)
FROM asked LEFT JOIN moved USING (n) GROUP BY n ORDER BY n
