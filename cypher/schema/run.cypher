// Table of discovery runs; notes are JSON text.
CREATE NODE TABLE Run(
  id STRING PRIMARY KEY, seed INT64, accounts INT64, sightings INT64, rings INT64, members INT64,
  engine STRING, notes STRING, data STRING)
