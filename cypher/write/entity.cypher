// name: write/entity
// about: Put entities of one kind exactly as given: what they had before and is not given is gone.
// mode: write
// params: rows
// returns:
// slots: KIND kind
UNWIND $rows AS row
MERGE (e:KIND {id: row.id})
SET e = row, e:Entity
