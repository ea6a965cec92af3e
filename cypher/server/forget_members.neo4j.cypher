// Some members of the run before are forgotten.
// param limit: int - how many at once
MATCH (:Account)-[m:MEMBER_OF]->(:Ring)
WITH m LIMIT $limit
DELETE m
RETURN count(m)
