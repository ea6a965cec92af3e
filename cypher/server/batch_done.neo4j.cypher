// A batch is done: that its node is gone is its mark, and commits with its rows.
// param id: string - the batch's id
MATCH (b:LinkageBatch {id: $id})
DELETE b
RETURN count(b)
