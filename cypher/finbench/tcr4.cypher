// name: finbench/tcr4
// about: FinBench TCR4: third accounts through which money that one account paid to another came back.
// mode: read
// params: source, target, start, end
// returns: account, back, back_sum, back_max, onward, onward_sum, onward_max
MATCH (a:Account {id: $source})-[t:TRANSFER]->(b:Account {id: $target})
WHERE t.at > $start AND t.at < $end
WITH DISTINCT a, b
MATCH (b)-[y:TRANSFER]->(c:Account)
WHERE y.at > $start AND y.at < $end AND c.id <> $source AND c.id <> $target
WITH a, c, count(y) AS onward, sum(y.amount) AS onward_sum, max(y.amount) AS onward_max
MATCH (c)-[z:TRANSFER]->(a)
WHERE z.at > $start AND z.at < $end
WITH c, onward, onward_sum, onward_max, count(z) AS back, sum(z.amount) AS back_sum, max(z.amount) AS back_max
RETURN c.id AS account, back, back_sum, back_max, onward, onward_sum, onward_max
ORDER BY back_sum DESC, onward_sum DESC, account
