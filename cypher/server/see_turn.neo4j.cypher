// The owner of the turn is alive.
// param owner: string - who writes
MATCH (w:LinkageWriter {owner: $owner})
SET w.seen = timestamp()
RETURN count(w)
