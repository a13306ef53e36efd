// name: finbench/tsr6
// about: FinBench TSR6: blocked accounts that somebody paid who also paid this account.
// mode: read
// params: id, start, end
// returns: account
MATCH (x:Account {id: $id})
MATCH (x)<-[t:TRANSFER]-(s:Account)
WHERE t.at > $start AND t.at < $end
WITH DISTINCT x, s
MATCH (s)-[u:TRANSFER]->(a:Account {blocked: true})
WHERE u.at > $start AND u.at < $end AND a.id <> x.id
RETURN DISTINCT a.id AS account
ORDER BY account
