// name: detect/paid-between
// about: What the accounts of these owners paid to each other's.
// mode: read
// params: owners
// returns: payer, payee, count, sum, link
MATCH (p:Entity)-[:OWNS]->(a:Account)-[f:FLOW]->(b:Account)<-[:OWNS]-(q:Entity)
WHERE p.id IN $owners AND q.id IN $owners AND p.id <> q.id
RETURN p.id AS payer, q.id AS payee, f.count AS count, f.sum AS sum, f.id AS link
ORDER BY payer, payee, link
