// Accounts that slept at least $days days after signing up before they were first seen at work.
// param days: int = 30 - days between sign-up and first activity
// param limit: int = 100 - how many accounts
// returns account, created_at, first_activity, ring
MATCH (a:Account)-[r:USED_IP|USED_DEVICE|SENT_TEMPLATE]->(i)
WHERE a.created_at IS NOT NULL
WITH a, min(r.first_seen) AS first_activity
WHERE first_activity >= a.created_at + to_days($days)
OPTIONAL MATCH (a)-[:MEMBER_OF]->(g:Ring)
RETURN a.id AS account, a.created_at AS created_at, first_activity, g.id AS ring
ORDER BY first_activity, account
LIMIT $limit
