// A change is finished.
// param id: string - the change's id
MATCH (c:LinkageChange {id: $id})
DELETE c
