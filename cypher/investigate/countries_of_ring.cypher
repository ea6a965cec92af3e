// Sign-up countries and plans of a ring's members.
// param ring: string - id of the ring
// returns country, plan, accounts
MATCH (a:Account)-[:MEMBER_OF]->(g:Ring {id: $ring})
RETURN a.country AS country, a.plan AS plan, count(*) AS accounts
ORDER BY accounts DESC, country, plan
