// Accounts outside a ring that share identifiers of at least $min_kinds kinds with its members.
// param ring: string - id of the ring
// param min_kinds: int = 2 - kinds shared with the ring
// param max_accounts: int = 200 - ignore identifiers with more accounts than this
// param limit: int = 50 - how many accounts
// returns account, kinds, identifiers, country, created_at
MATCH (g:Ring {id: $ring})<-[:MEMBER_OF]-(a:Account)-[r]->(i)
WHERE i.kind IS NOT NULL
WITH DISTINCT i
WHERE COUNT { MATCH (i)<-[]-(:Account) } <= $max_accounts
MATCH (i)<-[s]-(b:Account)
WHERE NOT EXISTS { MATCH (b)-[:MEMBER_OF]->(:Ring {id: $ring}) }
WITH b, count(DISTINCT i.kind) AS kinds, count(*) AS identifiers
WHERE kinds >= $min_kinds
RETURN b.id AS account, kinds, identifiers, b.country AS country, b.created_at AS created_at
ORDER BY kinds DESC, identifiers DESC, account
LIMIT $limit
