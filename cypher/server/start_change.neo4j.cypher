// Begin a change: the graph is fresh while it holds no account and this is the first to write.
// param id: string - the change's id
MATCH (c:LinkageChange {id: $id})
WHERE c.fresh IS NULL
SET c.fresh = NOT EXISTS { MATCH (:Account) }
RETURN c.fresh
