// name: setup/neo4j/link
// about: Finding a link of a type by its id.
// mode: schema
// params:
// returns:
// slots: TYPE link
CREATE INDEX IF NOT EXISTS FOR ()-[r:TYPE]-() ON (r.id)
