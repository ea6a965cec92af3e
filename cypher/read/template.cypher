// One prompt template; support is text with zeros before it.
// param template: string - id of the template
// returns template, skeleton, support, capability, obfuscation, accounts, prompts, ring_accounts, rings, first_seen, last_seen, bits, hub
MATCH (t:PromptTemplate {id: $template})
OPTIONAL MATCH (a:Account)-[r:SENT_TEMPLATE]->(t)
OPTIONAL MATCH (a)-[:MEMBER_OF]->(g:Ring)
WITH t, count(a) AS accounts, coalesce(sum(r.count), 0) AS prompts, count(g) AS ring_accounts,
  count(DISTINCT g.id) AS rings, min(r.first_seen) AS first_seen, max(r.last_seen) AS last_seen
RETURN t.id AS template, t.skeleton AS skeleton, t.support AS support,
  t.capability AS capability, t.obfuscation AS obfuscation, accounts, prompts, ring_accounts, rings,
  first_seen, last_seen, t.bits AS bits, t.hub AS hub
