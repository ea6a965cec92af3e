// The rings of a list of accounts, for example from a complaint.
// param accounts: list of string - ids of accounts, separated by commas
// returns account, ring, campaign, score
MATCH (a:Account)-[m:MEMBER_OF]->(g:Ring)
WHERE a.id IN $accounts
RETURN a.id AS account, g.id AS ring, g.campaign AS campaign, m.score AS score
ORDER BY account, ring
