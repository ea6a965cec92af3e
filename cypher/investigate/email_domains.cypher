// E-mail domains by accounts, and how many of those are in rings.
// param min_accounts: int = 2 - ignore rarer domains
// param limit: int = 50 - how many domains
// returns domain, accounts, in_rings
MATCH (a:Account)-[:HAS_EMAIL_DOMAIN]->(d:EmailDomain)
WITH d, count(*) AS accounts
WHERE accounts >= $min_accounts
RETURN d.id AS domain, accounts,
  COUNT { MATCH (d)<-[:HAS_EMAIL_DOMAIN]-(b:Account)-[:MEMBER_OF]->(:Ring) } AS in_rings
ORDER BY accounts DESC, domain
LIMIT $limit
