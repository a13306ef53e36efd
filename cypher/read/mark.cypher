// name: read/mark
// about: How far the graph shows the lake's log.
// mode: read
// params:
// returns: state
MATCH (m:Projection {id: 'projection'}) RETURN m.state AS state
