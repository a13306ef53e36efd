// name: read/neighbours
// about: What stands one step from an entity, both ways, at most `limit` links.
// mode: read
// params: id, limit
// returns: type, outgoing, link, other
MATCH (e:Entity {id: $id})-[r]-(o:Entity)
RETURN type(r) AS type, startNode(r).id = $id AS outgoing, properties(r) AS link, properties(o) AS other
LIMIT $limit
