// The relationships that these pairs have already. The account's side is expanded, never the
// identifier's: a popular identifier has too many. Times are microseconds since 1970.
// param rows: table - account, list of values
UNWIND $rows AS row
MATCH (a:Account {id: row[0]})
WITH a, row[1] AS wanted
MATCH (a)-[r:`{relationship}`]->(i)
WHERE i.id IN wanted
RETURN a.id, i.id, r.first_seen.epochSeconds * 1000000 + r.first_seen.microsecond,
  r.last_seen.epochSeconds * 1000000 + r.last_seen.microsecond, r.count, r.hours, id(r)
