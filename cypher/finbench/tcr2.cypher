// name: finbench/tcr2
// about: FinBench TCR2: accounts into which loans were paid and whose money reached a person's in at most three ever later transfers.
// mode: read
// params: id, start, end
// returns: account, amount, balance
MATCH (:Person {id: $id})-[:OWNS]->(own:Account)
MATCH (own)<-[t:TRANSFER*1..3]-(a:Account)
WHERE all(x IN t WHERE x.at > $start AND x.at < $end)
  AND all(i IN range(1, size(t) - 1) WHERE t[i - 1].at > t[i].at)
WITH DISTINCT a
MATCH (a)<-[d:DEPOSITS]-(l:Loan)
WHERE d.at > $start AND d.at < $end
WITH DISTINCT a, l
RETURN a.id AS account, sum(l.amount) AS amount, sum(l.balance) AS balance
ORDER BY amount DESC, account
