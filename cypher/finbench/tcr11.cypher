// name: finbench/tcr11
// about: FinBench TCR11: loans of the persons whom a chain of guarantees leads to, however long.
// mode: read
// params: id, start, end
// returns: amount, loans
MATCH (p:Person {id: $id})
OPTIONAL MATCH (p)-[g:GUARANTEES*]->(q:Person)
WHERE all(x IN g WHERE x.valid_from > $start AND x.valid_from < $end)
WITH DISTINCT q
OPTIONAL MATCH (q)-[:APPLIES_FOR]->(l:Loan)
WITH DISTINCT l
RETURN sum(l.amount) AS amount, count(l) AS loans
