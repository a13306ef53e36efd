// name: finbench/tcr3
// about: FinBench TCR3: how many transfers the shortest way between two accounts takes, -1 where there is none.
// mode: read
// params: source, target, start, end
// returns: steps
// A search in breadth written out: the embedded engine's shortestPath asks what WHERE says of the one path it found.
MATCH (n:Account)
WITH count(n) AS accounts
MATCH (a:Account {id: $source}), (b:Account {id: $target})
WITH b, reduce(s = {edge: [a], seen: [], steps: 0}, i IN range(1, accounts) |
  CASE WHEN b IN s.edge OR size(s.edge) = 0 THEN s ELSE {
    edge: COLLECT {
      UNWIND s.edge AS x
      MATCH (x)-[t:TRANSFER]->(y:Account)
      WHERE t.at > $start AND t.at < $end
      WITH DISTINCT y
      WHERE NOT y IN s.seen AND NOT y IN s.edge
      RETURN y
    },
    seen: s.seen + s.edge,
    steps: s.steps + 1
  } END) AS s
RETURN CASE WHEN b IN s.edge THEN s.steps ELSE -1 END AS steps
