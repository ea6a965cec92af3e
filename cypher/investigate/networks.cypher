// Networks by accounts: addresses, accounts and how many of those are in rings.
// param min_accounts: int = 2 - ignore quieter networks
// param limit: int = 50 - how many networks
// returns network, addresses, accounts, in_rings
MATCH (a:Account)-[:USED_IP]->(i:IPAddress)-[:IN_NETWORK]->(n:Network)
OPTIONAL MATCH (a)-[:MEMBER_OF]->(g:Ring)
WITH n.id AS network, count(DISTINCT i.id) AS addresses, count(DISTINCT a.id) AS accounts,
  count(DISTINCT CASE WHEN g.id IS NULL THEN NULL ELSE a.id END) AS in_rings
WHERE accounts >= $min_accounts
RETURN network, addresses, accounts, in_rings
ORDER BY accounts DESC, network
LIMIT $limit
