// Which ring is part of which campaign.
// param rows: table - ring, campaign
UNWIND $rows AS row
MATCH (r:Ring {id: row[0]})
MATCH (c:Campaign {id: row[1]})
CREATE (r)-[:PART_OF]->(c)
