// What the members of a ring share, with how many accounts outside the ring have it too.
// param ring: string - id of the ring
// param min_members: int = 2 - ignore identifiers of fewer members
// param limit: int = 20 - how many identifiers
// returns kind, value, members, outside, bits, hub, nature, first_seen, last_seen
MATCH (g:Ring {id: $ring})<-[:MEMBER_OF]-(a:Account)-[r]->(i)
WHERE i.kind IS NOT NULL
WITH i, count(*) AS members, min(r.first_seen) AS first_seen, max(r.last_seen) AS last_seen
WHERE members >= $min_members
RETURN i.kind AS kind, i.id AS value, members,
  COUNT { MATCH (i)<-[]-(:Account) } - members AS outside,
  i.bits AS bits, i.hub AS hub, i.nature AS nature, first_seen, last_seen
ORDER BY members DESC, outside, kind, value
LIMIT $limit
