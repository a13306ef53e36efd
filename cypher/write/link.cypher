// name: write/link
// about: Put links of one type exactly as given, between entities that are there.
// mode: write
// params: rows
// returns:
// slots: TYPE link
UNWIND $rows AS row
MATCH (a:Entity {id: row.from})
MATCH (b:Entity {id: row.to})
MERGE (a)-[r:TYPE {id: row.props.id}]->(b)
SET r = row.props
