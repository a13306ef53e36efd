// name: setup/neo4j/mark
// about: One mark.
// mode: schema
// params:
// returns:
CREATE CONSTRAINT projection_id IF NOT EXISTS FOR (m:Projection) REQUIRE m.id IS UNIQUE
