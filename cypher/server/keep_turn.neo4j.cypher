// Lock one place for this transaction and say whether the turn is still its owner's.
// param owner: string - who writes
// param place: string - the place
MATCH (w:LinkageWriter {id: $place})
SET w.asked = timestamp()
WITH w WHERE w.owner = $owner
SET w.seen = timestamp()
RETURN count(w)
