// name: setup/stop
// about: End a transaction, as one that ran past its limit.
// mode: schema
// params: id
// returns: transactionId, message
TERMINATE TRANSACTIONS $id
