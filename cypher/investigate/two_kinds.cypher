// Pairs of accounts that share identifiers of at least $min_kinds kinds.
// param min_kinds: int = 2 - kinds that both accounts share
// param max_accounts: int = 20 - ignore identifiers with more accounts than this
// param limit: int = 100 - how many pairs
// returns account, other, kinds, shared
MATCH (a:Account)-[r]->(i)
WHERE i.kind IS NOT NULL
WITH i, collect(a.id) AS accounts
WHERE size(accounts) >= 2 AND size(accounts) <= $max_accounts
UNWIND accounts AS account
UNWIND accounts AS other
WITH account, other, i.kind AS kind
WHERE account < other
WITH account, other, count(DISTINCT kind) AS kinds, count(*) AS shared
WHERE kinds >= $min_kinds
RETURN account, other, kinds, shared
ORDER BY kinds DESC, shared DESC, account, other
LIMIT $limit
