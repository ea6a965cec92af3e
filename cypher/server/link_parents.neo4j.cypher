// Relationships from identifiers to the nodes behind them.
// param rows: table - identifier's value, parent's key
UNWIND $rows AS row
MATCH (i:`{label}` {id: row[0]})
MATCH (p:`{parent}` {id: row[1]})
CREATE (i)-[:`{link}`]->(p)
