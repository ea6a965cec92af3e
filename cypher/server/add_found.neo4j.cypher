// The run that found rings.
// param ids: list of string - ring ids
// param run: string - the run's id
MATCH (f:Run {id: $run})
UNWIND $ids AS id
MATCH (r:Ring {id: id})
CREATE (r)-[:FOUND_IN]->(f)
