// name: finbench/tcr6
// about: FinBench TCR6: accounts that withdrew to a card what more than three transfers had brought them.
// mode: read
// params: id, threshold1, threshold2, start, end
// returns: account, taken, withdrawn
MATCH (c:Account {id: $id})
MATCH (c)<-[w:WITHDRAW]-(m:Account)
WHERE w.at > $start AND w.at < $end AND w.amount > $threshold2
WITH m, sum(w.amount) AS withdrawn
MATCH (s:Account)-[t:TRANSFER]->(m)
WHERE t.at > $start AND t.at < $end AND t.amount > $threshold1 AND s.id <> m.id
WITH m, withdrawn, count(t) AS transfers, sum(t.amount) AS taken
WHERE transfers > 3
RETURN m.id AS account, taken, withdrawn
ORDER BY withdrawn DESC, account
