// name: read/entities
// about: All entities of one kind with all they hold; for checking and export, not for people.
// mode: read
// params:
// returns: row
// slots: KIND kind
MATCH (e:KIND) RETURN properties(e) AS row
