// name: finbench/tcr9
// about: FinBench TCR9: an account's loans over what it repaid and paid out, and what it took over what it paid out.
// mode: read
// params: id, threshold, start, end
// returns: repay, deposit, transfer
MATCH (a:Account {id: $id})
OPTIONAL MATCH (:Loan)-[d:DEPOSITS]->(a)
WHERE d.at > $start AND d.at < $end AND d.amount > $threshold
WITH a, toFloat(sum(d.amount)) AS lent
OPTIONAL MATCH (a)-[r:REPAYS]->(:Loan)
WHERE r.at > $start AND r.at < $end AND r.amount > $threshold
WITH a, lent, sum(r.amount) AS repaid
OPTIONAL MATCH (:Account)-[i:TRANSFER]->(a)
WHERE i.at > $start AND i.at < $end AND i.amount > $threshold
WITH a, lent, repaid, toFloat(sum(i.amount)) AS taken
OPTIONAL MATCH (a)-[o:TRANSFER]->(:Account)
WHERE o.at > $start AND o.at < $end AND o.amount > $threshold
WITH lent, repaid, taken, sum(o.amount) AS given
RETURN CASE WHEN repaid = 0 THEN -1.0 ELSE round(lent / repaid, 3) END AS repay,
       CASE WHEN given = 0 THEN -1.0 ELSE round(lent / given, 3) END AS deposit,
       CASE WHEN given = 0 THEN -1.0 ELSE round(taken / given, 3) END AS transfer
