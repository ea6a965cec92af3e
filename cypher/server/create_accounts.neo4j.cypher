// New accounts in a graph that has none of them.
// param rows: table - id, created_at as seconds and nanoseconds since 1970, plan, country, status, email_domain
UNWIND $rows AS row
CREATE (:Account {
  id: row[0],
  created_at: CASE WHEN row[1] IS NULL THEN null ELSE datetime.fromEpoch(row[1], row[2]) END,
  plan: row[3], country: row[4], status: row[5], email_domain: row[6]
})
