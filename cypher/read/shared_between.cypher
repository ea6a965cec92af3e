// What two accounts share, strongest evidence first.
// param account: string - id of one account
// param other: string - id of the other
// returns kind, value, accounts, bits, hub, nature, first_seen, last_seen, times, hours, other_first_seen, other_last_seen, other_times, other_hours
MATCH (a:Account {id: $account})-[r]->(i)<-[s]-(b:Account {id: $other})
WHERE i.kind IS NOT NULL AND a.id <> b.id
RETURN i.kind AS kind, i.id AS value, COUNT { MATCH (i)<-[]-(:Account) } AS accounts,
  i.bits AS bits, i.hub AS hub, i.nature AS nature,
  r.first_seen AS first_seen, r.last_seen AS last_seen, r.count AS times, r.hours AS hours,
  s.first_seen AS other_first_seen, s.last_seen AS other_last_seen, s.count AS other_times,
  s.hours AS other_hours
ORDER BY coalesce(bits, 0.0) DESC, accounts, kind, value
