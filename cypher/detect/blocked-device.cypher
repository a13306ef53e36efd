// name: detect/blocked-device
// about: Blocked devices from which several accounts are used, with the owners of those accounts.
// mode: read
// params: accounts, until, limit
// returns: device, caption, accounts, owners, links, first, last
MATCH (d:Device {blocked: true})-[s:SIGNS_IN]->(a:Account)
WHERE s.at < $until
OPTIONAL MATCH (o:Entity)-[:OWNS]->(a)
WITH d, collect(DISTINCT a.id) AS accounts, collect(DISTINCT o.id) AS owners, collect(DISTINCT s.id) AS links,
     min(s.at) AS first, max(s.at) AS last
WHERE size(accounts) >= $accounts
RETURN d.id AS device, d.caption AS caption, accounts, owners, links, first, last
ORDER BY size(accounts) DESC, device
LIMIT $limit
