// Table of accounts.
CREATE NODE TABLE Account(
  id STRING PRIMARY KEY, created_at TIMESTAMP, plan STRING, country STRING, status STRING,
  email_domain STRING)
