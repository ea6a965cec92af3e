// Event ids of a change that is given up.
// param id: string - the change's id
MATCH (e:LinkageEvents {change: $id})
WITH e LIMIT 100
DELETE e
RETURN count(e)
