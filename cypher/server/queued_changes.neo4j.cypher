// Changes that count but are not finished, oldest first.
MATCH (c:LinkageChange {state: 'queued'})
RETURN c.id
ORDER BY c.number
