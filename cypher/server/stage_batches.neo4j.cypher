// Batches of a change that is being written down.
// param id: string - the change's id
// param rows: table - number, phase, part, kind, payload
MATCH (c:LinkageChange {id: $id, state: 'staging'})
SET c.begun = timestamp()
WITH c
UNWIND $rows AS row
MERGE (b:LinkageBatch {id: $id + '/' + toString(row[0])})
SET b.change = $id, b.number = row[0], b.phase = row[1], b.part = row[2], b.kind = row[3],
  b.payload = row[4]
