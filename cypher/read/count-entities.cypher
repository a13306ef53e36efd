// name: read/count-entities
// about: How many entities of each kind there are.
// mode: read
// params:
// returns: name, n
MATCH (e:Entity) RETURN e.kind AS name, count(*) AS n
