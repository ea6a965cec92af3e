// Take the turn to write if nobody has it, or if its owner was last seen too long ago.
// param owner: string - who asks
// param patience: int - milliseconds after which an owner is given up
MATCH (w:LinkageWriter)
WITH w ORDER BY w.id
SET w.asked = timestamp()
WITH collect(w) AS places
WHERE all(w IN places WHERE w.owner IS NULL OR w.owner = $owner)
  OR all(w IN places WHERE w.seen < timestamp() - $patience)
UNWIND places AS w
SET w.owner = $owner, w.seen = timestamp()
RETURN count(w)
