// name: finbench/tcr10
// about: FinBench TCR10: how alike two persons' holdings are: companies of both over companies of either.
// mode: read
// params: one, two, start, end
// returns: similarity
UNWIND [$one, $two] AS id
MATCH (p:Person {id: id})
OPTIONAL MATCH (p)-[h:HOLDS_SHARE]->(e:Enterprise)
WHERE h.valid_from > $start AND h.valid_from < $end
WITH e, count(DISTINCT p) AS holders
WITH count(e) AS either, sum(CASE WHEN holders = 2 THEN 1 ELSE 0 END) AS both
RETURN CASE WHEN either = 0 THEN 0.0 ELSE round(toFloat(both) / either, 3) END AS similarity
