// Devices whose accounts signed up from at least $min_countries countries.
// param min_countries: int = 2 - countries of the accounts
// param limit: int = 50 - how many devices
// returns device, accounts, countries
MATCH (a:Account)-[:USED_DEVICE]->(d:Device)
WITH d.id AS device, count(DISTINCT a.id) AS accounts, count(DISTINCT a.country) AS countries
WHERE countries >= $min_countries
RETURN device, accounts, countries
ORDER BY countries DESC, accounts DESC, device
LIMIT $limit
