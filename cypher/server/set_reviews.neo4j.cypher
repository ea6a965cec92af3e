// What reviewers decided about each ring, in place of what was decided before.
// param rows: table - ring, row as JSON text
UNWIND $rows AS row
MERGE (r:LinkageReview {id: row[0]})
SET r.row = row[1]
