// A page of accounts in the order of their ids, as columns; created_at in microseconds since 1970.
// param after: string - the id where the page before ended
// param limit: int - length of the page
MATCH (a:Account)
WHERE a.id > $after
WITH a ORDER BY a.id LIMIT $limit
RETURN collect([a.id, a.created_at.epochSeconds * 1000000 + a.created_at.microsecond,
  a.plan, a.country, a.status, a.email_domain])
