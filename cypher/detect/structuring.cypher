// name: detect/structuring
// about: Payers whose payments just under a limit come to far more than it within a window: the largest sum of each.
// mode: read
// params: lowest, under, window, count, total, until, limit
// returns: payer, sum, start, links
MATCH (a:Account)-[x:TRANSFER]->(b:Account)
WHERE x.amount >= $lowest AND x.amount < $under AND x.at < $until AND a.id <> b.id
MATCH (a)-[y:TRANSFER]->(c:Account)
WHERE y.amount >= $lowest AND y.amount < $under AND y.at < $until AND a.id <> c.id
  AND y.at >= x.at AND y.at - x.at <= $window
WITH a, x, y
ORDER BY y.at, y.id
WITH a, x, sum(y.amount) AS sum, count(y) AS n, collect(y.id) AS links
WHERE n >= $count AND sum >= $total
WITH a, x, sum, links
ORDER BY sum DESC, x.at, x.id
WITH a, collect({sum: sum, start: x.at, links: links}) AS windows
RETURN a.id AS payer, windows[0].sum AS sum, windows[0].start AS start, windows[0].links AS links
ORDER BY sum DESC, payer
LIMIT $limit
