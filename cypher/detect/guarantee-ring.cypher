// name: detect/guarantee-ring
// about: Rings of two to five guarantees that were all in force at one time, each told once.
// mode: read
// params: until, limit
// returns: members, links, sum, since
MATCH ring = (a:Entity)-[:GUARANTEES*2..5]->(a)
WITH a.id AS first, [n IN nodes(ring)[1..] | n.id] AS members, relationships(ring) AS given
WHERE size([m IN members WHERE m < first]) = 0
  AND size([i IN range(0, size(members) - 2) WHERE members[i] IN members[i + 1..]]) = 0
WITH members, [g IN given | g.id] AS links, reduce(s = 0, g IN given | s + coalesce(g.amount, 0)) AS sum,
     reduce(m = 0, g IN given | CASE WHEN coalesce(g.valid_from, 0) > m THEN g.valid_from ELSE m END) AS since,
     reduce(m = 9007199254740992, g IN given | CASE WHEN coalesce(g.valid_to, m) < m THEN g.valid_to ELSE m END) AS ends
WHERE since < ends AND since < $until
RETURN members, links, sum, since
ORDER BY sum DESC, links
LIMIT $limit
