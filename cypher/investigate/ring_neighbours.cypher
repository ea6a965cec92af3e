// Accounts outside a ring that share identifiers of at least $min_kinds kinds with its members.
// param ring: string - id of the ring
// param min_kinds: int = 2 - kinds shared with the ring
// param max_accounts: int = 200 - ignore identifiers with more accounts than this
// param limit: int = 50 - how many accounts
// returns account, kinds, identifiers
MATCH (g:Ring {id: $ring})<-[:MEMBER_OF]-(a:Account)-[r]->(i)
WHERE i.kind IS NOT NULL
WITH DISTINCT i
MATCH (i)<-[s]-(b:Account)
WITH i, collect(b.id) AS accounts
WHERE size(accounts) <= $max_accounts
UNWIND accounts AS account
WITH account, count(DISTINCT i.kind) AS kinds, count(*) AS identifiers
WHERE kinds >= $min_kinds
  AND NOT EXISTS { MATCH (m:Account {id: account})-[:MEMBER_OF]->(:Ring {id: $ring}) }
RETURN account, kinds, identifiers
ORDER BY kinds DESC, identifiers DESC, account
LIMIT $limit
