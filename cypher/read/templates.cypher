// Prompt templates, those that most accounts in rings sent first; support is text with zeros before it.
// param limit: int = 1000 - how many templates
// returns template, skeleton, support, capability, obfuscation, accounts, prompts, ring_accounts, rings, first_seen, last_seen, bits, hub
MATCH (t:PromptTemplate)
OPTIONAL MATCH (a:Account)-[r:SENT_TEMPLATE]->(t)
OPTIONAL MATCH (a)-[:MEMBER_OF]->(g:Ring)
WITH t, count(a) AS accounts, coalesce(sum(r.count), 0) AS prompts, count(g) AS ring_accounts,
  count(DISTINCT g.id) AS rings, min(r.first_seen) AS first_seen, max(r.last_seen) AS last_seen
RETURN t.id AS template, t.skeleton AS skeleton, t.support AS support,
  t.capability AS capability, t.obfuscation AS obfuscation, accounts, prompts, ring_accounts, rings,
  first_seen, last_seen, t.bits AS bits, t.hub AS hub
ORDER BY ring_accounts DESC, accounts DESC, template
LIMIT $limit
