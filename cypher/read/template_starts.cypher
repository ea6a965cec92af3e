// When accounts first sent each of some templates, by hour (UTC), in order of time.
// param templates: list of string - ids of the templates
// returns template, hour, accounts
MATCH (a:Account)-[r:SENT_TEMPLATE]->(t:PromptTemplate)
WHERE t.id IN $templates AND r.first_seen IS NOT NULL
RETURN t.id AS template, replace(left(toString(r.first_seen), 13), 'T', ' ') AS hour,
  count(*) AS accounts
ORDER BY template, hour
