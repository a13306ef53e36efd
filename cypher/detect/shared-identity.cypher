// name: detect/shared-identity
// about: Enterprises that share a phone, an address or a legal representative.
// mode: read
// params: least, most, until, limit
// returns: shared, kind, caption, enterprises, founded, links
MATCH (e:Enterprise)-[r:HAS_PHONE|LOCATED_AT|LEGAL_REP_OF]-(x:Entity)
WHERE coalesce(e.founded, '') < $until
WITH x, e, min(r.id) AS link
ORDER BY e.id
WITH x, collect(e.id) AS enterprises, collect(coalesce(e.founded, '')) AS founded, collect(link) AS links, count(*) AS n
WHERE n >= $least AND n <= $most
RETURN x.id AS shared, x.kind AS kind, x.caption AS caption, enterprises, founded, links
ORDER BY n DESC, shared
LIMIT $limit
