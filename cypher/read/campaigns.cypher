// Campaigns (rings that one operator seems to run), largest first.
// returns campaign, rings, accounts, score
MATCH (c:Campaign)
RETURN c.id AS campaign, c.rings AS rings, c.accounts AS accounts, c.score AS score
ORDER BY accounts DESC, campaign
