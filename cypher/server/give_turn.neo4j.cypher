// Give the turn back.
// param owner: string - who had it
MATCH (w:LinkageWriter {owner: $owner})
SET w.owner = null
