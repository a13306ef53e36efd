// name: finbench/tcr12
// about: FinBench TCR12: accounts of companies to which a person's accounts transferred, with how much.
// mode: read
// params: id, start, end
// returns: account, amount
MATCH (:Person {id: $id})-[:OWNS]->(:Account)-[t:TRANSFER]->(a:Account)
WHERE t.at > $start AND t.at < $end AND EXISTS { (:Enterprise)-[:OWNS]->(a) }
RETURN a.id AS account, sum(t.amount) AS amount
ORDER BY amount DESC, account
