// name: detect/scatter-gather
// about: Accounts that pay several others which within a window pay one and the same other nearly as much in all.
// mode: read
// params: window, middles, tolerance, until, limit
// returns: source, sink, middles, start, paid, received
MATCH (s:Account)-[x:TRANSFER]->(m:Account)-[y:TRANSFER]->(z:Account)
WHERE s.id <> m.id AND m.id <> z.id AND s.id <> z.id AND y.at < $until AND y.at - x.at <= $window
  AND (y.at > x.at OR (y.at = x.at AND y.id > x.id))
WITH s, z, count(DISTINCT m.id) AS wide, collect(DISTINCT x.at) AS starts
WHERE wide >= $middles
UNWIND starts AS start
MATCH (s)-[x:TRANSFER]->(m:Account)-[y:TRANSFER]->(z)
WHERE s.id <> m.id AND m.id <> z.id AND x.at >= start AND y.at < $until AND y.at - start <= $window
  AND (y.at > x.at OR (y.at = x.at AND y.id > x.id))
WITH s, z, start, collect(DISTINCT m.id) AS middles, collect(DISTINCT [x.id, x.amount]) AS there,
     collect(DISTINCT [y.id, y.amount]) AS back
WITH s, z, start, middles, reduce(t = 0, x IN there | t + x[1]) AS paid, reduce(t = 0, y IN back | t + y[1]) AS received
WHERE size(middles) >= $middles AND abs(received - paid) <= $tolerance * paid
WITH s, z, start, middles, paid, received
ORDER BY size(middles) DESC, start
WITH s, z, collect({middles: middles, start: start, paid: paid, received: received}) AS windows
RETURN s.id AS source, z.id AS sink, windows[0].middles AS middles, windows[0].start AS start, windows[0].paid AS paid,
       windows[0].received AS received
ORDER BY size(middles) DESC, source, sink
LIMIT $limit
