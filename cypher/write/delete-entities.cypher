// name: write/delete-entities
// about: Take entities away with whatever still hangs on them.
// mode: write
// params: ids
// returns:
MATCH (e:Entity) WHERE e.id IN $ids
DETACH DELETE e
