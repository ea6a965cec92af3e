// Identifiers so common that they made no pairs, busiest first, and why.
// param limit: int = 50 - how many hubs
// returns kind, value, accounts, bits, nature, hub_reason
MATCH (i)
WHERE i.hub = true
RETURN i.kind AS kind, i.id AS value, i.accounts AS accounts, i.bits AS bits,
  i.nature AS nature, i.hub_reason AS hub_reason
ORDER BY accounts DESC, kind, value
LIMIT $limit
