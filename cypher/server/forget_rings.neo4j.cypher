// Some rings, candidates, campaigns and runs of the run before are forgotten.
// param limit: int - how many at once
MATCH (n:Ring|Candidate|Campaign|Run)
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(n)
