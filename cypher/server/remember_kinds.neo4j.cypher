// Identifier kinds that the graph knows from now on.
// param rows: table - name, definition as JSON text, names of loaded properties
UNWIND $rows AS row
MERGE (k:LinkageKind {id: row[0]})
SET k.definition = row[1],
  k.attributes = coalesce(k.attributes, []) + [n IN row[2] WHERE NOT n IN coalesce(k.attributes, [])]
