// A page of the identifiers of one kind that have a property, in the order of their values.
// param after: string - the value where the page before ended
// param limit: int - length of the page
MATCH (i:`{label}`)
WHERE i.id > $after
WITH i ORDER BY i.id LIMIT $limit
RETURN max(i.id), collect(CASE WHEN i.`{attribute}` IS NULL THEN null ELSE [i.id, i.`{attribute}`] END)
