// Batches of a change that is given up or superseded.
// param id: string - the change's id
MATCH (b:LinkageBatch {change: $id})
WITH b LIMIT 100
DELETE b
RETURN count(b)
