// name: read/captions
// about: What people read for these entities, with their owners where they are accounts.
// mode: read
// params: ids
// returns: id, kind, caption, owners
MATCH (e:Entity) WHERE e.id IN $ids
OPTIONAL MATCH (o:Entity)-[:OWNS]->(e)
RETURN e.id AS id, e.kind AS kind, e.caption AS caption, collect(DISTINCT o.id) AS owners
