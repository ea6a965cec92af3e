// Identifiers lose the node behind them; a node that stands behind nothing else goes.
// param ids: list of string - identifiers' values
UNWIND $ids AS id
MATCH (i:`{label}` {id: id})-[r:`{link}`]->(p:`{parent}`)
DELETE r
WITH DISTINCT p
WHERE NOT EXISTS { (p)<-[]-() }
DELETE p
