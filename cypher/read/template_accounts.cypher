// The accounts that sent a template, those in rings and then those with most prompts first.
// param template: string - id of the template
// param limit: int = 1000 - how many accounts
// returns account, prompts, first_seen, last_seen, ring
MATCH (a:Account)-[r:SENT_TEMPLATE]->(t:PromptTemplate {id: $template})
OPTIONAL MATCH (a)-[:MEMBER_OF]->(g:Ring)
RETURN a.id AS account, r.count AS prompts, r.first_seen AS first_seen, r.last_seen AS last_seen,
  g.id AS ring
ORDER BY CASE WHEN ring IS NULL THEN 1 ELSE 0 END, prompts DESC, account
LIMIT $limit
