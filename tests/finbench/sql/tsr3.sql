SELECT n, coalesce(round(count(*) FILTER (p.blocked)::DOUBLE / nullif(count(t.ms), 0), 3), -1)
FROM asked LEFT JOIN transfer t ON b = asked.id AND amount > threshold AND ms > start AND ms < stop
LEFT JOIN account p ON p.id = t.a
GROUP BY n ORDER BY n
