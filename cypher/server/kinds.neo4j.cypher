// Identifier kinds that the graph knows, and the names of their loaded properties.
MATCH (k:LinkageKind)
RETURN k.id, k.definition, coalesce(k.attributes, [])
ORDER BY k.id
