// Accounts seen with the most identifiers of one kind, for example forty cards.
// param kind: kind - identifier kind, for example payment
// param min_identifiers: int = 3 - ignore accounts with fewer
// param limit: int = 50 - how many accounts
// returns account, identifiers, first_seen, last_seen
MATCH (a:Account)-[r]->(i)
WHERE i.kind = $kind
WITH a.id AS account, count(*) AS identifiers, min(r.first_seen) AS first_seen,
  max(r.last_seen) AS last_seen
WHERE identifiers >= $min_identifiers
RETURN account, identifiers, first_seen, last_seen
ORDER BY identifiers DESC, account
LIMIT $limit
