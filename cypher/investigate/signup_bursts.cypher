// Hours (UTC) with at least $min_accounts sign-ups, busiest first.
// param min_accounts: int = 10 - ignore quieter hours
// param limit: int = 50 - how many hours
// returns hour, signups, countries, domains
MATCH (a:Account)
WHERE a.created_at IS NOT NULL
WITH replace(left(toString(a.created_at), 13), 'T', ' ') AS hour, count(*) AS signups,
  count(DISTINCT a.country) AS countries, count(DISTINCT a.email_domain) AS domains
WHERE signups >= $min_accounts
RETURN hour, signups, countries, domains
ORDER BY signups DESC, hour
LIMIT $limit
