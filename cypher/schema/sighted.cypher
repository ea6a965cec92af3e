// Relationship from an account to an identifier of one kind; hours count from 1970.
CREATE REL TABLE `{relationship}`(
  FROM Account TO `{label}`, first_seen TIMESTAMP, last_seen TIMESTAMP, count INT64, hours INT32[])
