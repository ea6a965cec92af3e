// Somebody else writes to the graph too: go on as into a graph that holds accounts.
// param id: string - the change's id
MATCH (c:LinkageChange {id: $id})
SET c.fresh = false
