// What waits of each account, in place of what waited before.
// param rows: table - account, rows as JSON text
UNWIND $rows AS row
MERGE (p:LinkagePending {id: row[0]})
SET p.rows = row[1]
