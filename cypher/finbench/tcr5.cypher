// name: finbench/tcr5
// about: FinBench TCR5: the ways that money took from a person's accounts in at most three ever later transfers.
// mode: read
// params: id, start, end
// returns: path
MATCH (:Person {id: $id})-[:OWNS]->(own:Account)
MATCH p = (own)-[t:TRANSFER*1..3]->(:Account)
WHERE all(x IN t WHERE x.at > $start AND x.at < $end)
  AND all(i IN range(1, size(t) - 1) WHERE t[i - 1].at < t[i].at)
WITH DISTINCT [n IN nodes(p) | n.id] AS path
WHERE all(i IN range(1, size(path) - 1) WHERE NOT path[i] IN path[..i])
RETURN path
ORDER BY size(path) DESC, path
