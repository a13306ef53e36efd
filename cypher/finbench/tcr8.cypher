// name: finbench/tcr8
// about: FinBench TCR8: where a loan's money went in at most three transfers or withdrawals, its share of the loan and how far.
// mode: read
// params: id, threshold, start, end
// returns: account, ratio, distance
MATCH (l:Loan {id: $id})
CALL (l) {
  MATCH (l)-[d:DEPOSITS]->(x:Account)
  WHERE d.at > $start AND d.at < $end
  RETURN collect(DISTINCT x) AS paid
}
CALL (paid) {
  UNWIND paid AS x
  OPTIONAL MATCH (x)<-[u:TRANSFER]-(:Account)
  WHERE u.at > $start AND u.at < $end
  WITH x, sum(u.amount) AS upstream
  MATCH (x)-[t:TRANSFER|WITHDRAW]->(y:Account)
  WHERE t.at > $start AND t.at < $end AND t.amount > $threshold * upstream
  RETURN collect(DISTINCT y) AS once
}
CALL (once) {
  UNWIND once AS x
  OPTIONAL MATCH (x)<-[u:TRANSFER]-(:Account)
  WHERE u.at > $start AND u.at < $end
  WITH x, sum(u.amount) AS upstream
  MATCH (x)-[t:TRANSFER|WITHDRAW]->(y:Account)
  WHERE t.at > $start AND t.at < $end AND t.amount > $threshold * upstream
  RETURN collect(DISTINCT y) AS twice
}
WITH l, [paid, once, twice] AS levels
UNWIND [0, 1, 2] AS i
UNWIND levels[i] AS x
WITH l, x, min(i) + 2 AS distance
OPTIONAL MATCH (x)<-[u:TRANSFER]-(:Account)
WHERE u.at > $start AND u.at < $end
WITH l, x, distance, sum(u.amount) AS upstream
MATCH (x)-[t:TRANSFER|WITHDRAW]->(a:Account)
WHERE t.at > $start AND t.at < $end AND t.amount > $threshold * upstream
WITH l, a, toFloat(sum(t.amount)) AS flow, min(distance) AS distance
RETURN a.id AS account, round(flow / l.amount, 3) AS ratio, distance
ORDER BY distance DESC, ratio DESC, account
