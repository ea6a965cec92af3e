// The rings whose members sent a template, those with most of such members first.
// param template: string - id of the template
// returns ring, members, accounts, score
MATCH (t:PromptTemplate {id: $template})<-[:SENT_TEMPLATE]-(a:Account)-[:MEMBER_OF]->(g:Ring)
RETURN g.id AS ring, count(*) AS members, g.accounts AS accounts, g.score AS score
ORDER BY members DESC, ring
