// Number of nodes of one label, to check a copy.
// returns rows
MATCH (n:`{label}`) RETURN count(n) AS rows
