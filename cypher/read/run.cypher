// The last discovery run; notes is a JSON list of what the data did not allow.
// returns run, seed, accounts, sightings, rings, members, engine, notes, data
MATCH (r:Run)
RETURN r.id AS run, r.seed AS seed, r.accounts AS accounts, r.sightings AS sightings,
  r.rings AS rings, r.members AS members, r.engine AS engine, r.notes AS notes,
  r.data AS data
ORDER BY run
