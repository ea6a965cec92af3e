// Communities of a projected graph by Leiden on weighted modularity, as columns.
// param name: string - name in the catalog
// param seed: int - seed; with one thread the result is the same each time
// param gamma: float - resolution: higher gives smaller communities
CALL gds.leiden.stream($name, {
  relationshipWeightProperty: 'weight', randomSeed: $seed, gamma: $gamma, concurrency: 1
})
YIELD nodeId, communityId
RETURN collect(nodeId), collect(communityId)
