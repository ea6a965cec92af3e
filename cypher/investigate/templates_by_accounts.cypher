// Prompt templates by the number of accounts that sent them.
// param min_accounts: int = 2 - ignore rarer templates
// param limit: int = 50 - how many templates
// returns template, accounts, prompts, first_seen, last_seen, skeleton, capability
MATCH (a:Account)-[r:SENT_TEMPLATE]->(t:PromptTemplate)
WITH t, count(*) AS accounts, sum(r.count) AS prompts, min(r.first_seen) AS first_seen,
  max(r.last_seen) AS last_seen
WHERE accounts >= $min_accounts
RETURN t.id AS template, accounts, prompts, first_seen, last_seen, t.skeleton AS skeleton,
  t.capability AS capability
ORDER BY accounts DESC, template
LIMIT $limit
