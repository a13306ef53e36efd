// name: finbench/tsr2
// about: FinBench TSR2: sum, largest (-1 without any) and number of an account's transfers out, then of those in.
// mode: read
// params: id, start, end
// returns: out_sum, out_max, outs, in_sum, in_max, ins
MATCH (a:Account {id: $id})
OPTIONAL MATCH (a)-[o:TRANSFER]->(:Account)
WHERE o.at > $start AND o.at < $end
WITH a, sum(o.amount) AS out_sum, coalesce(max(o.amount), -1) AS out_max, count(o) AS outs
OPTIONAL MATCH (a)<-[i:TRANSFER]-(:Account)
WHERE i.at > $start AND i.at < $end
RETURN out_sum, out_max, outs, sum(i.amount) AS in_sum, coalesce(max(i.amount), -1) AS in_max, count(i) AS ins
