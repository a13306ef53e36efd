SELECT DISTINCT n, away.b
FROM asked
JOIN transfer t ON t.b = id AND t.ms > start AND t.ms < stop
JOIN transfer away ON away.a = t.a AND away.ms > start AND away.ms < stop
JOIN account x ON x.id = away.b AND x.blocked
WHERE away.b <> asked.id
ORDER BY n, away.b
