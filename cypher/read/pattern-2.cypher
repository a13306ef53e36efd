// name: read/pattern-2
// about: Ways over two different entities of given kinds by given links, with one condition on each.
// mode: read
// params: kind2, value1, value2, least1, since1, until1, limit
// returns: nodes
// slots: KIND1 kind, LINK1 link, FROM1 node, TO1 node, PROP1 prop, OP1 op, PROP2 prop, OP2 op
MATCH (n1:KIND1) WHERE n1.PROP1 OP1 $value1
MATCH (FROM1)-[r1:LINK1]->(TO1)
WHERE n2.kind = $kind2 AND n2.PROP2 OP2 $value2 AND n2.id <> n1.id
  AND coalesce(r1.amount, r1.sum, 0) >= $least1
  AND coalesce(r1.last, r1.at, -1) >= $since1 AND coalesce(r1.first, r1.at, -1) < $until1
RETURN DISTINCT [n1.id, n2.id] AS nodes
LIMIT $limit
