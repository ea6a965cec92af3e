// Members of rings.
// param rows: table - account, ring, score, core
UNWIND $rows AS row
MATCH (a:Account {id: row[0]})
MATCH (r:Ring {id: row[1]})
CREATE (a)-[:MEMBER_OF {score: row[2], core: row[3]}]->(r)
