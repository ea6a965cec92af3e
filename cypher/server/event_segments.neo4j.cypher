// Segments of event ids that count.
MATCH (e:LinkageEvents)
WHERE NOT EXISTS { MATCH (:LinkageChange {id: e.change, state: 'staging'}) }
RETURN e.id
ORDER BY e.id
