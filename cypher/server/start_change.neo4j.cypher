// Begin a change or go on with it: it is fresh if the graph held no account when it began.
// param id: string - the change's id
MATCH (c:LinkageChange {id: $id})
SET c.fresh = coalesce(c.fresh, NOT EXISTS { MATCH (:Account) })
RETURN c.fresh
