// Whether a change is still to be finished.
// param id: string - the change's id
MATCH (c:LinkageChange {id: $id})
RETURN count(c)
