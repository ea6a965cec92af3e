// Table of groups that are not flagged; nested properties are JSON text.
CREATE NODE TABLE Candidate(
  id STRING PRIMARY KEY, campaign STRING, accounts INT64, core INT64, score DOUBLE, verdict STRING,
  first_seen TIMESTAMP, last_seen TIMESTAMP, burst DOUBLE, shards INT64, contributions STRING,
  counter_evidence STRING, hypotheses STRING, top_identifiers STRING,
  verdict_reason STRING, significance STRING, bridges STRING, places STRING, timing STRING, members STRING)
