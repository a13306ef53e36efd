// name: read/neighbour-counts
// about: How many links of each type and direction an entity has, before anything is expanded.
// mode: read
// params: id
// returns: type, outgoing, n
MATCH (e:Entity {id: $id})-[r]-(o:Entity)
RETURN type(r) AS type, startNode(r).id = $id AS outgoing, count(*) AS n
