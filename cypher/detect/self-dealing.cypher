// name: detect/self-dealing
// about: Loans whose borrower is at most three ties away from the platform that filed them, and how many at least.
// mode: read
// params: until, limit
// returns: platform, loan, borrower, ties
MATCH (p:Enterprise)-[:FILED]->(l:Loan)<-[:APPLIES_FOR]-(b:Entity)
WHERE coalesce(l.paid_out, l.created, 0) < $until
MATCH way = (p)-[:LEGAL_REP_OF|HOLDS_SHARE|HOLDS_OFFICE|OWNS|HAS_PHONE|LOCATED_AT*1..3]-(b)
RETURN p.id AS platform, l.id AS loan, b.id AS borrower, min(length(way)) AS ties
ORDER BY ties, platform, loan, borrower
LIMIT $limit
