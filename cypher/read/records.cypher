// name: read/records
// about: Entities with all they hold, by id.
// mode: read
// params: ids
// returns: row
MATCH (e:Entity) WHERE e.id IN $ids RETURN properties(e) AS row
