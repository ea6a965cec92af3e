// Sign-ups of a ring by hour (UTC), in order of time.
// param ring: string - id of the ring
// returns hour, signups
MATCH (a:Account)-[:MEMBER_OF]->(g:Ring {id: $ring})
WHERE a.created_at IS NOT NULL
RETURN replace(left(toString(a.created_at), 13), 'T', ' ') AS hour, count(*) AS signups
ORDER BY hour
