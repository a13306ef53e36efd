WITH out AS (
    SELECT n, a AS mid, sum(amount)::BIGINT AS total
    FROM asked JOIN withdraw ON b = id AND amount > threshold2 AND ms > start AND ms < stop GROUP BY n, a
)
SELECT n, mid, sum(amount)::BIGINT, total
FROM out JOIN asked USING (n) JOIN transfer ON b = mid AND a <> mid AND amount > threshold1 AND ms > start AND ms < stop
GROUP BY n, mid, total HAVING count(*) > 3
ORDER BY n, total DESC, mid
