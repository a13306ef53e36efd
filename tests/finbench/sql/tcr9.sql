WITH moved AS (
    SELECT n, 'deposit' AS what, amount FROM asked JOIN deposit ON account = id WHERE amount > threshold AND ms > start AND ms < stop
    UNION ALL
    SELECT n, 'repay', amount FROM asked JOIN repay ON account = id WHERE amount > threshold AND ms > start AND ms < stop
    UNION ALL
    SELECT n, 'in', amount FROM asked JOIN transfer ON b = id WHERE amount > threshold AND ms > start AND ms < stop
    UNION ALL
    SELECT n, 'out', amount FROM asked JOIN transfer ON a = id WHERE amount > threshold AND ms > start AND ms < stop
),
sums AS (
    SELECT n, coalesce(sum(amount) FILTER (what = 'deposit'), 0)::DOUBLE AS deposit, sum(amount) FILTER (what = 'repay') AS repay,
        coalesce(sum(amount) FILTER (what = 'in'), 0)::DOUBLE AS taken, sum(amount) FILTER (what = 'out') AS given
    FROM asked LEFT JOIN moved USING (n) GROUP BY n
)
SELECT n, coalesce(round(deposit / repay, 3), -1), coalesce(round(deposit / given, 3), -1), coalesce(round(taken / given, 3), -1)
FROM sums ORDER BY n
