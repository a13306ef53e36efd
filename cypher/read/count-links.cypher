// name: read/count-links
// about: How many links of each type there are.
// mode: read
// params:
// returns: name, n
MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS n
