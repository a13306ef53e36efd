// name: finbench/tsr1
// about: FinBench TSR1: when an account was opened, whether it is blocked, of what type it is.
// mode: read
// params: id
// returns: opened, blocked, type
MATCH (a:Account {id: $id})
RETURN a.opened AS opened, a.blocked AS blocked, a.channel AS type
