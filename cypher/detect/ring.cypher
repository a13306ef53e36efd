// name: detect/ring
// about: Money that goes round three accounts and comes back: one transfer after another, nearly the same amount.
// mode: read
// params: window, keep, least, until, limit
// returns: accounts, links, amounts, at
MATCH (a:Account)-[f:FLOW]->(b:Account)-[g:FLOW]->(c:Account)-[h:FLOW]->(a)
WHERE f.sum >= $least AND g.sum >= $least AND h.sum >= $least
  AND a.id <> b.id AND b.id <> c.id AND a.id <> c.id
  AND f.first <= g.last AND g.first <= h.last AND f.first <= h.last
MATCH (a)-[x:TRANSFER]->(b)
WHERE x.amount >= $least AND x.at < $until
MATCH (b)-[y:TRANSFER]->(c)
WHERE (y.at > x.at OR (y.at = x.at AND y.id > x.id)) AND y.at - x.at <= $window
  AND y.amount <= x.amount AND y.amount >= x.amount * $keep
MATCH (c)-[z:TRANSFER]->(a)
WHERE (z.at > y.at OR (z.at = y.at AND z.id > y.id)) AND z.at < $until AND z.at - x.at <= $window
  AND z.amount <= y.amount AND z.amount >= x.amount * $keep
RETURN [a.id, b.id, c.id] AS accounts, [x.id, y.id, z.id] AS links, [x.amount, y.amount, z.amount] AS amounts,
       [x.at, y.at, z.at] AS at
ORDER BY at, links
LIMIT $limit
