// name: read/any
// about: Whether the graph holds any entity.
// mode: read
// params:
// returns: id
MATCH (e:Entity) RETURN e.id AS id LIMIT 1
