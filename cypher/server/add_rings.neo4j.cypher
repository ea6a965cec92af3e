// Rings of a run, or groups that it did not flag.
// param rows: table - maps of properties
// param times: table - id, first_seen and last_seen as seconds and nanoseconds
UNWIND $rows AS row
CREATE (r:`{label}` {id: row.id}) SET r = row
WITH count(*) AS added
UNWIND $times AS time
MATCH (r:`{label}` {id: time[0]})
SET r.first_seen = CASE WHEN time[1] IS NULL THEN null ELSE datetime.fromEpoch(time[1], time[2]) END,
  r.last_seen = CASE WHEN time[3] IS NULL THEN null ELSE datetime.fromEpoch(time[3], time[4]) END
