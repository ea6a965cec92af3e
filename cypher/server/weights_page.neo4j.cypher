// A page of the identifiers of one kind, in the order of their values: those with a weight.
// param after: string - the value where the page before ended
// param limit: int - length of the page
MATCH (i:`{label}`)
WHERE i.id > $after
WITH i ORDER BY i.id LIMIT $limit
RETURN max(i.id), collect(CASE WHEN i.bits IS NULL THEN null
  ELSE [i.id, i.accounts, i.bits, i.hub, i.weighed_nature] END)
