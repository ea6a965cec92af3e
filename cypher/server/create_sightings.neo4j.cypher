// New relationships from accounts to identifiers, where none of these pairs has one.
// param rows: table - account, value, first_seen and last_seen as seconds and nanoseconds, count, hours
UNWIND $rows AS row
MATCH (a:Account {id: row[0]})
MATCH (i:`{label}` {id: row[1]})
CREATE (a)-[:`{relationship}` {
  first_seen: CASE WHEN row[2] IS NULL THEN null ELSE datetime.fromEpoch(row[2], row[3]) END,
  last_seen: CASE WHEN row[4] IS NULL THEN null ELSE datetime.fromEpoch(row[4], row[5]) END,
  count: row[6], hours: row[7]
}]->(i)
