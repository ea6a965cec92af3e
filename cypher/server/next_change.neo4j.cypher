// The change that is to be written next: the oldest one that is written down completely.
MATCH (c:LinkageChange {state: 'queued'})
RETURN c.id, c.what, c.number, c.fresh
ORDER BY c.number
LIMIT 1
