// Identifiers that members of more than one ring have, and how many rings.
// param max_accounts: int = 500 - ignore identifiers with more accounts than this
// param limit: int = 50 - how many identifiers
// returns kind, value, rings, members, accounts
MATCH (g:Ring)<-[:MEMBER_OF]-(a:Account)-[r]->(i)
WHERE i.kind IS NOT NULL
WITH i, count(DISTINCT g.id) AS rings, count(DISTINCT a.id) AS members
WHERE rings >= 2
WITH i.kind AS kind, i.id AS value, rings, members,
  COUNT { MATCH (i)<-[]-(:Account) } AS accounts
WHERE accounts <= $max_accounts
RETURN kind, value, rings, members, accounts
ORDER BY rings DESC, members DESC, kind, value
LIMIT $limit
