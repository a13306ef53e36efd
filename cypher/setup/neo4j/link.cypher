// name: setup/neo4j/link
// about: One id, one link of its type. A plain index would be gone through whole for each row while statistics call it empty.
// mode: schema
// params:
// returns:
// slots: TYPE link
CREATE CONSTRAINT IF NOT EXISTS FOR ()-[r:TYPE]-() REQUIRE r.id IS UNIQUE
