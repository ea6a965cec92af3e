// Hashes of the event ids that a change counts, 8 bytes each, lowest byte first.
// param id: string - the change's id
// param rows: table - number, hashes
MATCH (c:LinkageChange {id: $id, state: 'staging'})
SET c.begun = timestamp()
WITH c
UNWIND $rows AS row
MERGE (e:LinkageEvents {id: $id + '/' + toString(row[0])})
SET e.change = $id, e.hashes = row[1]
