// The accounts of a ring, surest members first.
// param ring: string - id of the ring
// returns account, score, core, created_at, plan, country, status, email_domain
MATCH (a:Account)-[m:MEMBER_OF]->(g:Ring {id: $ring})
RETURN a.id AS account, m.score AS score, m.core AS core, a.created_at AS created_at,
  a.plan AS plan, a.country AS country, a.status AS status, a.email_domain AS email_domain
ORDER BY score DESC, account
