// The members of a ring and what they were seen with, one row a relationship.
// param ring: string - id of the ring
// param min_members: int = 1 - ignore identifiers of fewer members
// returns account, relationship, kind, value, first_seen, last_seen, times, hours, bits, hub
MATCH (g:Ring {id: $ring})<-[:MEMBER_OF]-(a:Account)-[r]->(i)
WHERE i.kind IS NOT NULL
  AND COUNT { MATCH (i)<-[]-(b:Account)-[:MEMBER_OF]->(:Ring {id: $ring}) } >= $min_members
RETURN a.id AS account, type(r) AS relationship, i.kind AS kind, i.id AS value,
  r.first_seen AS first_seen, r.last_seen AS last_seen, r.count AS times, coalesce(r.hours, []) AS hours,
  i.bits AS bits, i.hub AS hub
ORDER BY account, kind, value
