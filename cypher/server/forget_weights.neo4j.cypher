// A stretch of identifiers, in the order of their values, forgets the weights of the run before.
// param after: string - the value where the stretch before ended
// param limit: int - how long the stretch is
MATCH (i:`{label}`)
WHERE i.id > $after
WITH i ORDER BY i.id LIMIT $limit
WITH collect(i) AS stretch
FOREACH (i IN [i IN stretch WHERE i.bits IS NOT NULL] |
  SET i.nature = i.given_nature
  REMOVE i.accounts, i.bits, i.hub, i.hub_reason, i.nature_reason, i.in_rings,
    i.weighed_nature)
RETURN last(stretch).id
