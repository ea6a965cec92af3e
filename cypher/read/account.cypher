// One account, and its ring if it is in one.
// param account: string - id of the account
// returns account, created_at, plan, country, status, email_domain, identifiers, ring, campaign, score, core
MATCH (a:Account {id: $account})
OPTIONAL MATCH (a)-[m:MEMBER_OF]->(g:Ring)
RETURN a.id AS account, a.created_at AS created_at, a.plan AS plan, a.country AS country,
  a.status AS status, a.email_domain AS email_domain,
  COUNT { MATCH (a)-[r]->(i) WHERE i.kind IS NOT NULL } AS identifiers,
  g.id AS ring, g.campaign AS campaign, m.score AS score, m.core AS core
ORDER BY ring
