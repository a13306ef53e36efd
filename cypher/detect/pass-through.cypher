// name: detect/pass-through
// about: Accounts into which many pay within a window and out of which nearly all of it goes soon after.
// mode: read
// params: window, payers, keep, lag, least, until, limit
// returns: account, start, payers, taken, payees, given, lag
// graph/kernels/through.py asks nearly the same and says the same where an account's window is a slot, `payees` are as
// many as `payers`, and all that came in left in its slot after it came. It differs in this: windows here are slots of
// time (`window` long, from 1970 on), there each begins with a payment; payments out count here for `lag` beyond the
// slot, of whatever money; `lag` here is the mean time of payments out less that of payments in, there each fen stays
// from its coming to its going, first in, first out, and an account must pay as many as pay it.
MATCH (p:Account)-[i:TRANSFER]->(a:Account)
WHERE i.at < $until
WITH a, i.at / $window AS slot, p.id AS payer, i
WITH a, slot, count(DISTINCT payer) AS payers, sum(i.amount) AS taken,
     sum(toFloat(i.amount) * (i.at - slot * $window)) AS moment
WHERE payers >= $payers AND taken >= $least
MATCH (a)-[o:TRANSFER]->(q:Account)
WHERE o.at >= slot * $window AND o.at < (slot + 1) * $window + $lag AND o.at < $until
WITH a, slot, payers, taken, moment / taken AS mean, count(DISTINCT q.id) AS payees, sum(o.amount) AS given,
     sum(toFloat(o.amount) * (o.at - slot * $window)) AS outward
WITH a, slot, payers, taken, payees, given, outward / given - mean AS lag
WHERE given >= taken * $keep AND lag >= 0 AND lag <= $lag
RETURN a.id AS account, slot * $window AS start, payers, taken, payees, given, lag
ORDER BY taken DESC, account, start
LIMIT $limit
