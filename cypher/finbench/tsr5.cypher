// name: finbench/tsr5
// about: FinBench TSR5: who transferred more than a threshold at a time to an account, how often and how much.
// mode: read
// params: id, threshold, start, end
// returns: account, transfers, amount
MATCH (x:Account {id: $id})
MATCH (x)<-[t:TRANSFER]-(a:Account)
WHERE t.at > $start AND t.at < $end AND t.amount > $threshold
RETURN a.id AS account, count(t) AS transfers, sum(t.amount) AS amount
ORDER BY amount DESC, account
