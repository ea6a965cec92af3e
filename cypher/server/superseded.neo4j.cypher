// Queued findings that newer queued findings replace anyway.
MATCH (c:LinkageChange {state: 'queued', what: 'findings'})
WITH c ORDER BY c.number DESC
WITH collect(c.id) AS ids
UNWIND tail(ids) AS id
RETURN id
