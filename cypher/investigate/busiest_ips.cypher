// IP addresses with the most accounts, and how many of those are in rings.
// param limit: int = 50 - how many addresses
// returns ip, accounts, in_rings, network, nature, first_seen, last_seen
MATCH (a:Account)-[r:USED_IP]->(i:IPAddress)
WITH i, count(*) AS accounts, min(r.first_seen) AS first_seen, max(r.last_seen) AS last_seen
ORDER BY accounts DESC, i.id LIMIT $limit
RETURN i.id AS ip, accounts,
  COUNT { MATCH (i)<-[:USED_IP]-(b:Account)-[:MEMBER_OF]->(:Ring) } AS in_rings,
  i.network AS network, i.nature AS nature, first_seen, last_seen
ORDER BY accounts DESC, ip
