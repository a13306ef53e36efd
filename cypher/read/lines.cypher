// name: read/lines
// about: Links with all they hold, those of each group found from one end of them: the one with fewer links is the quick one.
// mode: read
// params: groups
// returns: link, source, target, row
UNWIND $groups AS g
MATCH (e:Entity {id: g.near})-[r]-(:Entity) WHERE r.id IN g.ids
RETURN type(r) AS link, startNode(r).id AS source, endNode(r).id AS target, properties(r) AS row
