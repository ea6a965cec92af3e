// Marks of the loads of a change.
// param id: string - the change's id
// param number: int - the change's number in the queue
// param rows: table - digest, loader, source, rows, rejected, place in the change
UNWIND $rows AS row
CREATE (:LinkageLoad {
  id: row[0], loader: row[1], source: row[2], rows: row[3], rejected: row[4], place: row[5],
  change: $id, number: $number
})
