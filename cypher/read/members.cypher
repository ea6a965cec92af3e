// Every member of every ring.
// returns account, ring, campaign, score, core
MATCH (a:Account)-[m:MEMBER_OF]->(g:Ring)
RETURN a.id AS account, g.id AS ring, g.campaign AS campaign, m.score AS score, m.core AS core
ORDER BY ring, score DESC, account
