WITH closed AS (
    SELECT DISTINCT n, source, target, start, stop
    FROM asked JOIN transfer ON a = source AND b = target AND ms > start AND ms < stop
),
back AS (
    SELECT n, a AS other, count(*) AS many, sum(amount)::BIGINT AS total, max(amount) AS most
    FROM closed JOIN transfer ON b = source AND ms > start AND ms < stop GROUP BY n, a
),
onward AS (
    SELECT n, b AS other, count(*) AS many, sum(amount)::BIGINT AS total, max(amount) AS most
    FROM closed JOIN transfer ON a = target AND ms > start AND ms < stop GROUP BY n, b
)
SELECT n, other, back.many, back.total, back.most, onward.many, onward.total, onward.most
FROM back JOIN onward USING (n, other) JOIN asked USING (n)
WHERE other <> source AND other <> target
ORDER BY n, back.total DESC, onward.total DESC, other
