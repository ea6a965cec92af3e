// Identifiers with a given value, of whatever kind.
// param value: string - the identifier
// returns kind, value, accounts, bits, hub, nature, hub_reason
MATCH (i {id: $value})
WHERE i.kind IS NOT NULL
RETURN i.kind AS kind, i.id AS value, COUNT { MATCH (i)<-[]-(:Account) } AS accounts,
  i.bits AS bits, i.hub AS hub, i.nature AS nature, i.hub_reason AS hub_reason
ORDER BY kind
