// name: finbench/tsr3
// about: FinBench TSR3: the share of an account's transfers in that blocked accounts sent, -1 without any.
// mode: read
// params: id, threshold, start, end
// returns: ratio
MATCH (a:Account {id: $id})
OPTIONAL MATCH (a)<-[t:TRANSFER]-(s:Account)
WHERE t.at > $start AND t.at < $end AND t.amount > $threshold
WITH count(t) AS transfers, sum(CASE WHEN s.blocked THEN 1 ELSE 0 END) AS blocked
RETURN CASE WHEN transfers = 0 THEN -1.0 ELSE round(toFloat(blocked) / transfers, 3) END AS ratio
