// Campaigns (rings that one operator seems to run), largest first.
// returns campaign, rings, accounts, score, links
MATCH (c:Campaign)
RETURN c.id AS campaign, c.rings AS rings, c.accounts AS accounts, c.score AS score, c.links AS links
ORDER BY accounts DESC, campaign
