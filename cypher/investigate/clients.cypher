// Client programs (user agent families) by devices and accounts.
// param limit: int = 50 - how many clients
// returns client, devices, accounts
MATCH (a:Account)-[:USED_DEVICE]->(d:Device)-[:OF_CLIENT]->(c:Client)
RETURN c.id AS client, count(DISTINCT d.id) AS devices, count(DISTINCT a.id) AS accounts
ORDER BY accounts DESC, client
LIMIT $limit
