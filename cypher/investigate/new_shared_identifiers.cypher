// Identifiers first seen since a time that at least $min_accounts accounts share already.
// param since: time - for example 2026-05-01
// param min_accounts: int = 3 - ignore rarer identifiers
// param limit: int = 50 - how many identifiers
// returns kind, value, accounts, first_seen
MATCH (a:Account)-[r]->(i)
WHERE i.kind IS NOT NULL
WITH i, count(*) AS accounts, min(r.first_seen) AS first_seen
WHERE first_seen >= $since AND accounts >= $min_accounts
RETURN i.kind AS kind, i.id AS value, accounts, first_seen
ORDER BY accounts DESC, kind, value
LIMIT $limit
