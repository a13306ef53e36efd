// name: finbench/tcr7
// about: FinBench TCR7: from how many an account took, to how many it gave, and the one amount over the other.
// mode: read
// params: id, threshold, start, end
// returns: sources, targets, ratio
MATCH (a:Account {id: $id})
OPTIONAL MATCH (s:Account)-[i:TRANSFER]->(a)
WHERE i.at > $start AND i.at < $end AND i.amount > $threshold
WITH a, count(DISTINCT s) AS sources, sum(i.amount) AS taken
OPTIONAL MATCH (a)-[o:TRANSFER]->(t:Account)
WHERE o.at > $start AND o.at < $end AND o.amount > $threshold
WITH sources, taken, count(DISTINCT t) AS targets, sum(o.amount) AS given
RETURN sources, targets, CASE WHEN given = 0 THEN -1.0 ELSE round(toFloat(taken) / given, 3) END AS ratio
