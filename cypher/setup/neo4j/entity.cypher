// name: setup/neo4j/entity
// about: One id, one entity, whatever its kind.
// mode: schema
// params:
// returns:
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE
