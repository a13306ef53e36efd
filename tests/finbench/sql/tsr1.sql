SELECT n, created, blocked, type FROM asked JOIN account USING (id) ORDER BY n
