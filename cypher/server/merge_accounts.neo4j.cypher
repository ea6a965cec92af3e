// Accounts with their merged properties; new ones are added.
// param rows: table - id, created_at as seconds and nanoseconds since 1970, plan, country, status, email_domain
UNWIND $rows AS row
MERGE (a:Account {id: row[0]})
SET a.created_at = CASE WHEN row[1] IS NULL THEN null ELSE datetime.fromEpoch(row[1], row[2]) END,
  a.plan = row[3], a.country = row[4], a.status = row[5], a.email_domain = row[6]
