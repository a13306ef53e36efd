// name: write/delete-links
// about: Take links of one type away.
// mode: write
// params: ids
// returns:
// slots: TYPE link
MATCH ()-[r:TYPE]->() WHERE r.id IN $ids
DELETE r
