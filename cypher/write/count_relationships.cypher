// Number of relationships of one type, to check a copy.
// returns rows
MATCH ()-[r:`{relationship}`]->() RETURN count(r) AS rows
