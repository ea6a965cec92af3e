// What sharing identifiers of one kind is worth.
// param rows: table - value, accounts, bits, hub, nature, why it is a hub, why the nature, in rings
UNWIND $rows AS row
MATCH (i:`{label}` {id: row[0]})
SET i.accounts = row[1], i.bits = row[2], i.hub = row[3],
  i.nature = coalesce(row[4], i.given_nature), i.weighed_nature = row[4], i.hub_reason = row[5],
  i.nature_reason = row[6], i.in_rings = row[7]
