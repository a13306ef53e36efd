// name: setup/neo4j/drop
// about: Take an index away.
// mode: schema
// params: name
// returns:
DROP INDEX $name IF EXISTS
