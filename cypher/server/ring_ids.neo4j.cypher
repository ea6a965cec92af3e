// All rings' ids, sorted.
MATCH (r:Ring)
RETURN r.id ORDER BY r.id
