// name: detect/transfers-within
// about: Transfers of one account within a time, the largest first, with the other account.
// mode: read
// params: account, start, end, limit
// returns: link, outgoing, amount, at, other
MATCH (a:Account {id: $account})-[t:TRANSFER]-(o:Account)
WHERE t.at >= $start AND t.at < $end
RETURN t.id AS link, startNode(t).id = $account AS outgoing, t.amount AS amount, t.at AS at, o.id AS other
ORDER BY amount DESC, link
LIMIT $limit
