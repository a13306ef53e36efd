// name: read/links
// about: All links of one type with all they hold; for checking and export, not for people.
// mode: read
// params:
// returns: source, target, row
// slots: TYPE link
MATCH (a:Entity)-[r:TYPE]->(b:Entity) RETURN a.id AS source, b.id AS target, properties(r) AS row
