// Table of campaigns.
CREATE NODE TABLE Campaign(id STRING PRIMARY KEY, rings INT64, accounts INT64, score DOUBLE, links STRING)
