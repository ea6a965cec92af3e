// Identifiers that (nearly) only the members of a ring have.
// param ring: string - id of the ring
// param min_members: int = 2 - ignore identifiers of fewer members
// param min_share: float = 0.8 - share of the identifier's accounts that are members
// returns kind, value, members, accounts, share
MATCH (g:Ring {id: $ring})<-[:MEMBER_OF]-(a:Account)-[r]->(i)
WHERE i.kind IS NOT NULL
WITH i, count(*) AS members
WHERE members >= $min_members
WITH i.kind AS kind, i.id AS value, members, COUNT { MATCH (i)<-[]-(:Account) } AS accounts
WHERE toFloat(members) / accounts >= $min_share
RETURN kind, value, members, accounts, toFloat(members) / accounts AS share
ORDER BY members DESC, kind, value
