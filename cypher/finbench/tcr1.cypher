// name: finbench/tcr1
// about: FinBench TCR1: accounts at most three ever later transfers away that a blocked device signed in to.
// mode: read
// params: id, start, end
// returns: account, distance, device, type
MATCH p = (:Account {id: $id})-[t:TRANSFER*1..3]->(a:Account)
WHERE all(x IN t WHERE x.at > $start AND x.at < $end)
  AND all(i IN range(1, size(t) - 1) WHERE t[i - 1].at < t[i].at)
WITH DISTINCT a, length(p) AS distance
MATCH (d:Device {blocked: true})-[s:SIGNS_IN]->(a)
WHERE s.at > $start AND s.at < $end
RETURN DISTINCT a.id AS account, distance, d.id AS device, d.type AS type
ORDER BY distance, account, device
