// name: setup/neo4j/earlier
// about: Plain indexes of links by their id, which versions of before made: where a constraint goes now.
// mode: read
// params: types
// returns: name
SHOW INDEXES YIELD name, entityType, labelsOrTypes, properties, owningConstraint
WHERE entityType = 'RELATIONSHIP' AND properties = ['id'] AND labelsOrTypes[0] IN $types AND owningConstraint IS NULL
RETURN name
