// Pairs of accounts that share identifiers of at least $min_kinds kinds.
// param min_kinds: int = 2 - kinds that both accounts share
// param max_accounts: int = 20 - ignore identifiers with more accounts than this
// param limit: int = 100 - how many pairs
// returns account, other, kinds, shared
MATCH (i)<-[x]-(:Account)
WHERE i.kind IS NOT NULL
WITH i, count(*) AS accounts
WHERE accounts >= 2 AND accounts <= $max_accounts
MATCH (a:Account)-[r]->(i)<-[s]-(b:Account)
WHERE a.id < b.id
WITH a.id AS account, b.id AS other, count(DISTINCT i.kind) AS kinds, count(*) AS shared
WHERE kinds >= $min_kinds
RETURN account, other, kinds, shared
ORDER BY kinds DESC, shared DESC, account, other
LIMIT $limit
