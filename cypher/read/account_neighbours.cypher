// Accounts that share identifiers with an account, those with most bits first.
// param account: string - id of the account
// param max_accounts: int = 200 - ignore identifiers with more accounts than this
// param limit: int = 50 - how many neighbours
// returns neighbour, kinds, shared, bits, ring
MATCH (a:Account {id: $account})-[r]->(i)
WHERE i.kind IS NOT NULL AND COUNT { MATCH (i)<-[]-(:Account) } <= $max_accounts
MATCH (i)<-[s]-(b:Account)
WHERE b.id <> $account
WITH b, count(DISTINCT i.kind) AS kinds, count(*) AS shared, sum(coalesce(i.bits, 0.0)) AS bits
OPTIONAL MATCH (b)-[:MEMBER_OF]->(g:Ring)
RETURN b.id AS neighbour, kinds, shared, bits, g.id AS ring
ORDER BY bits DESC, kinds DESC, shared DESC, neighbour
LIMIT $limit
