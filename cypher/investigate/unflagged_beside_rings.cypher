// Accounts in no ring on identifiers where at least $min_members accounts are in rings.
// param min_members: int = 3 - ring members on the identifier
// param max_accounts: int = 100 - ignore identifiers with more accounts than this
// param limit: int = 100 - how many accounts
// returns account, identifiers, kinds, country, created_at
MATCH (i)<-[x]-(m:Account)-[:MEMBER_OF]->(:Ring)
WHERE i.kind IS NOT NULL
WITH i, count(DISTINCT m.id) AS members
WHERE members >= $min_members AND COUNT { MATCH (i)<-[]-(:Account) } <= $max_accounts
MATCH (i)<-[r]-(a:Account)
WHERE NOT EXISTS { MATCH (a)-[:MEMBER_OF]->(:Ring) }
RETURN a.id AS account, count(*) AS identifiers, count(DISTINCT i.kind) AS kinds,
  a.country AS country, a.created_at AS created_at
ORDER BY kinds DESC, identifiers DESC, account
LIMIT $limit
