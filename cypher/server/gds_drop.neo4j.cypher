// Remove a projected graph from the catalog, if it is there.
// param name: string - name in the catalog
CALL gds.graph.drop($name, false) YIELD graphName
RETURN graphName
