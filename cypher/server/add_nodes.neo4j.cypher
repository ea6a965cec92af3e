// Campaigns or runs.
// param rows: table - maps of properties
UNWIND $rows AS row
CREATE (n:`{label}` {id: row.id}) SET n = row
