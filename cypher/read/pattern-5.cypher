// name: read/pattern-5
// about: Ways over five different entities of given kinds by given links, with one condition on each.
// mode: read
// params: kind2, kind3, kind4, kind5, value1, value2, value3, value4, value5, least1, since1, until1, least2, since2, until2, least3, since3, until3, least4, since4, until4, limit
// returns: nodes
// slots: KIND1 kind, LINK1 link, FROM1 node, TO1 node, LINK2 link, FROM2 node, TO2 node, LINK3 link, FROM3 node, TO3 node, LINK4 link, FROM4 node, TO4 node, PROP1 prop, OP1 op, PROP2 prop, OP2 op, PROP3 prop, OP3 op, PROP4 prop, OP4 op, PROP5 prop, OP5 op
MATCH (n1:KIND1) WHERE n1.PROP1 OP1 $value1
MATCH (FROM1)-[r1:LINK1]->(TO1)
WHERE n2.kind = $kind2 AND n2.PROP2 OP2 $value2 AND n2.id <> n1.id
  AND coalesce(r1.amount, r1.sum, 0) >= $least1
  AND coalesce(r1.last, r1.at, -1) >= $since1 AND coalesce(r1.first, r1.at, -1) < $until1
MATCH (FROM2)-[r2:LINK2]->(TO2)
WHERE n3.kind = $kind3 AND n3.PROP3 OP3 $value3 AND n3.id <> n1.id AND n3.id <> n2.id
  AND coalesce(r2.amount, r2.sum, 0) >= $least2
  AND coalesce(r2.last, r2.at, -1) >= $since2 AND coalesce(r2.first, r2.at, -1) < $until2
MATCH (FROM3)-[r3:LINK3]->(TO3)
WHERE n4.kind = $kind4 AND n4.PROP4 OP4 $value4 AND n4.id <> n1.id AND n4.id <> n2.id AND n4.id <> n3.id
  AND coalesce(r3.amount, r3.sum, 0) >= $least3
  AND coalesce(r3.last, r3.at, -1) >= $since3 AND coalesce(r3.first, r3.at, -1) < $until3
MATCH (FROM4)-[r4:LINK4]->(TO4)
WHERE n5.kind = $kind5 AND n5.PROP5 OP5 $value5 AND n5.id <> n1.id AND n5.id <> n2.id AND n5.id <> n3.id AND n5.id <> n4.id
  AND coalesce(r4.amount, r4.sum, 0) >= $least4
  AND coalesce(r4.last, r4.at, -1) >= $since4 AND coalesce(r4.first, r4.at, -1) < $until4
RETURN DISTINCT [n1.id, n2.id, n3.id, n4.id, n5.id] AS nodes
LIMIT $limit
