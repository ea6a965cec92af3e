// Identifiers so common that they made no pairs, busiest first, why, and what they may be.
// param limit: int = 50 - how many hubs
// param nature: string = any - only those of this nature, for example campus
// param described: bool = false - whatever has a nature worth a sentence, hub or not
// returns kind, value, accounts, bits, hub, nature, nature_reason, in_rings, hub_reason
MATCH (i)
WHERE (i.hub = true OR ($described AND i.nature_reason IS NOT NULL)) AND ($nature = 'any' OR i.nature = $nature)
RETURN i.kind AS kind, i.id AS value, i.accounts AS accounts, i.bits AS bits, i.hub AS hub,
  i.nature AS nature, i.nature_reason AS nature_reason, i.in_rings AS in_rings,
  i.hub_reason AS hub_reason
ORDER BY accounts DESC, kind, value
LIMIT $limit
