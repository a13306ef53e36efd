// name: setup/running
// about: The transactions whose text bears a mark, of whoever began them.
// mode: schema
// params: mark
// returns: id
SHOW TRANSACTIONS YIELD transactionId, currentQuery
WHERE currentQuery CONTAINS $mark
RETURN transactionId AS id
