WITH held AS (
    SELECT DISTINCT n, company, person = one AS first
    FROM asked JOIN invest ON person IN (one, two) AND ms > start AND ms < stop
),
sides AS (SELECT n, company, count(*) AS sides FROM held GROUP BY n, company)
SELECT n, coalesce(round(count(*) FILTER (sides = 2)::DOUBLE / nullif(count(sides), 0), 3), 0)
FROM asked LEFT JOIN sides USING (n) GROUP BY n ORDER BY n
