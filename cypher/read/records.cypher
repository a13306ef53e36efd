// name: read/records
// about: Entities with all they hold, by id, in one row: a driver takes a list of fifty for the price of one row.
// mode: read
// params: ids
// returns: rows
MATCH (e:Entity) WHERE e.id IN $ids RETURN collect(properties(e)) AS rows
