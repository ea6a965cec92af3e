// Changes that were never written down completely and that nobody works on any more.
// param patience: int - milliseconds
MATCH (c:LinkageChange {state: 'staging'})
WHERE c.begun < timestamp() - $patience
RETURN c.id
