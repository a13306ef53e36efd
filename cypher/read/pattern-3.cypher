// name: read/pattern-3
// about: Ways over three different entities of given kinds by given links, with one condition on each.
// mode: read
// params: kind2, kind3, value1, value2, value3, least1, since1, until1, least2, since2, until2, limit
// returns: nodes
// slots: KIND1 kind, LINK1 link, FROM1 node, TO1 node, LINK2 link, FROM2 node, TO2 node, PROP1 prop, OP1 op, PROP2 prop, OP2 op, PROP3 prop, OP3 op
MATCH (n1:KIND1) WHERE n1.PROP1 OP1 $value1
MATCH (FROM1)-[r1:LINK1]->(TO1)
WHERE n2.kind = $kind2 AND n2.PROP2 OP2 $value2 AND n2.id <> n1.id
  AND coalesce(r1.amount, r1.sum, 0) >= $least1
  AND coalesce(r1.last, r1.at, -1) >= $since1 AND coalesce(r1.first, r1.at, -1) < $until1
MATCH (FROM2)-[r2:LINK2]->(TO2)
WHERE n3.kind = $kind3 AND n3.PROP3 OP3 $value3 AND n3.id <> n1.id AND n3.id <> n2.id
  AND coalesce(r2.amount, r2.sum, 0) >= $least2
  AND coalesce(r2.last, r2.at, -1) >= $since2 AND coalesce(r2.first, r2.at, -1) < $until2
RETURN DISTINCT [n1.id, n2.id, n3.id] AS nodes
LIMIT $limit
