// Marks of the loads that are finished, oldest first.
MATCH (m:LinkageLoad)
WHERE NOT EXISTS { MATCH (:LinkageChange {id: m.change}) }
RETURN m.id, m.loader, m.source, m.rows, m.rejected
ORDER BY m.number, m.place
