// name: read/lines
// about: Links with all they hold, in one row, those of each group found from one end of them: the one with fewer links is the quick one.
// mode: read
// params: groups
// returns: rows
UNWIND $groups AS g
MATCH (e:Entity {id: g.near})-[r]-(:Entity) WHERE r.id IN g.ids
RETURN collect(properties(r)) AS rows
