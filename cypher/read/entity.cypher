// name: read/entity
// about: One entity with all it holds.
// mode: read
// params: id
// returns: entity
MATCH (e:Entity {id: $id}) RETURN properties(e) AS entity
