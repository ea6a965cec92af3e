// The rows of a batch, or nothing where it is done.
// param id: string - the batch's id
MATCH (b:LinkageBatch {id: $id})
RETURN b.payload
