// The batches of a change that are still to be written.
// param id: string - the change's id
MATCH (b:LinkageBatch {change: $id})
RETURN b.number, b.phase, b.part, b.kind
ORDER BY b.number
