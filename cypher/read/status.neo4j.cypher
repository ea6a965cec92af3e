// How many nodes there are of each label, and relationships of each type.
// returns what, name, number
MATCH (n) RETURN 'node' AS what, labels(n)[0] AS name, count(*) AS number
UNION ALL
MATCH ()-[r]->() RETURN 'relationship' AS what, type(r) AS name, count(*) AS number
