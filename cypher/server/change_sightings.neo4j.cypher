// Relationships with their merged properties, by the number that the same transaction read.
// param rows: table - number, first_seen and last_seen as seconds and nanoseconds, count, hours
UNWIND $rows AS row
MATCH ()-[r]->() WHERE id(r) = row[0]
SET r.first_seen = CASE WHEN row[1] IS NULL THEN null ELSE datetime.fromEpoch(row[1], row[2]) END,
  r.last_seen = CASE WHEN row[3] IS NULL THEN null ELSE datetime.fromEpoch(row[3], row[4]) END,
  r.count = row[5], r.hours = row[6]
