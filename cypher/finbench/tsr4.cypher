// name: finbench/tsr4
// about: FinBench TSR4: to whom an account transferred more than a threshold at a time, how often and how much.
// mode: read
// params: id, threshold, start, end
// returns: account, transfers, amount
MATCH (:Account {id: $id})-[t:TRANSFER]->(a:Account)
WHERE t.at > $start AND t.at < $end AND t.amount > $threshold
RETURN a.id AS account, count(t) AS transfers, sum(t.amount) AS amount
ORDER BY amount DESC, account
