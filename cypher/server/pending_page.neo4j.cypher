// What waits of the next accounts, as one list of account and JSON text.
// param after: string - the last account of the page before
// param limit: int - accounts in a page
MATCH (p:LinkagePending) WHERE p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN collect([p.id, p.rows])
