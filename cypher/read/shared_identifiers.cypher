// Identifiers of one kind shared by at least $min_accounts accounts, busiest first.
// param kind: kind - identifier kind, for example device
// param min_accounts: int = 2 - ignore rarer identifiers
// param limit: int = 100 - how many identifiers
// returns value, accounts, first_seen, last_seen, bits, hub
MATCH (a:Account)-[r]->(i)
WHERE i.kind = $kind
WITH i, count(*) AS accounts, min(r.first_seen) AS first_seen, max(r.last_seen) AS last_seen
WHERE accounts >= $min_accounts
RETURN i.id AS value, accounts, first_seen, last_seen, i.bits AS bits, i.hub AS hub
ORDER BY accounts DESC, value
LIMIT $limit
