// name: setup/neo4j/kind
// about: Finding an entity of a kind by its id, for writing.
// mode: schema
// params:
// returns:
// slots: KIND kind
CREATE CONSTRAINT IF NOT EXISTS FOR (e:KIND) REQUIRE e.id IS UNIQUE
