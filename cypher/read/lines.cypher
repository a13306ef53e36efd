// name: read/lines
// about: Links with all they hold, each found from one of its ends: the one with fewer links is the quick one.
// mode: read
// params: lines
// returns: link, source, target, row
UNWIND $lines AS line
MATCH (e:Entity {id: line.near})-[r]-(o:Entity) WHERE r.id = line.id
RETURN DISTINCT type(r) AS link, startNode(r).id AS source, endNode(r).id AS target, properties(r) AS row
