WITH RECURSIVE chain AS (
    SELECT n, b AS person FROM asked JOIN guarantee ON a = id AND ms > start AND ms < stop
    UNION
    SELECT n, g.b FROM chain JOIN asked USING (n) JOIN guarantee g ON g.a = person AND g.ms > start AND g.ms < stop
),
loans AS (SELECT DISTINCT n, loan FROM chain JOIN borrower USING (person))
SELECT n, coalesce(sum(amount), 0)::BIGINT, count(loan.id) FROM asked LEFT JOIN loans USING (n) LEFT JOIN loan ON loan.id = loan
GROUP BY n ORDER BY n
