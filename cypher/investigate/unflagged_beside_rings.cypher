// Accounts in no ring on identifiers where at least $min_members accounts are in rings.
// param min_members: int = 3 - ring members on the identifier
// param max_accounts: int = 100 - ignore identifiers with more accounts than this
// param limit: int = 100 - how many accounts
// returns account, identifiers, kinds
MATCH (i)<-[x]-(m:Account)-[:MEMBER_OF]->(:Ring)
WHERE i.kind IS NOT NULL
WITH i, count(DISTINCT m.id) AS members
WHERE members >= $min_members
MATCH (i)<-[r]-(a:Account)
WITH i, collect(a.id) AS accounts
WHERE size(accounts) <= $max_accounts
UNWIND accounts AS account
WITH account, count(*) AS identifiers, count(DISTINCT i.kind) AS kinds
WHERE NOT EXISTS { MATCH (b:Account {id: account})-[:MEMBER_OF]->(:Ring) }
RETURN account, identifiers, kinds
ORDER BY kinds DESC, identifiers DESC, account
LIMIT $limit
