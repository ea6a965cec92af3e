// Everything that an account was seen with, rarest first.
// param account: string - id of the account
// returns kind, value, accounts, first_seen, last_seen, times, bits, hub, nature
MATCH (a:Account {id: $account})-[r]->(i)
WHERE i.kind IS NOT NULL
RETURN i.kind AS kind, i.id AS value, COUNT { MATCH (i)<-[]-(:Account) } AS accounts,
  r.first_seen AS first_seen, r.last_seen AS last_seen, r.count AS times,
  i.bits AS bits, i.hub AS hub, i.nature AS nature
ORDER BY accounts, kind, value
