// The accounts that were seen with one identifier, earliest first.
// param kind: kind - identifier kind, for example payment or ip
// param value: string - the identifier
// returns account, first_seen, last_seen, times, ring, score
MATCH (a:Account)-[r]->(i {id: $value})
WHERE i.kind = $kind
OPTIONAL MATCH (a)-[m:MEMBER_OF]->(g:Ring)
RETURN a.id AS account, r.first_seen AS first_seen, r.last_seen AS last_seen, r.count AS times,
  g.id AS ring, m.score AS score
ORDER BY first_seen, account
