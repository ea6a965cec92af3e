// One property of identifiers.
// param rows: table - value, text
UNWIND $rows AS row
MATCH (i:`{label}` {id: row[0]})
SET i.`{attribute}` = row[1]
