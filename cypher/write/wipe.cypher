// name: write/wipe
// about: Take a batch of nodes away, whatever they are.
// mode: write
// params: limit
// returns: gone
MATCH (n) WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS gone
