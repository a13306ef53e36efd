// name: write/mark
// about: How far the graph shows the lake's log (JSON), written with the batch it speaks of.
// mode: write
// params: state
// returns:
MERGE (m:Projection {id: 'projection'})
SET m.state = $state
