// Project weighted pairs into the server's graph catalog, in both directions.
// param name: string - name in the catalog
// param rows: table - first, second (numbers of accounts), weight
UNWIND $rows AS row
WITH gds.graph.project($name, row[0], row[1],
  {relationshipProperties: {weight: row[2]}}, {undirectedRelationshipTypes: ['*']}) AS graph
RETURN graph.nodeCount, graph.relationshipCount
