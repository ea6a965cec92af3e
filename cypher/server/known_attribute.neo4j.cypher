// What these identifiers have for one property.
// param ids: list of string - their values
UNWIND $ids AS id
MATCH (i:`{label}` {id: id})
WHERE i.`{attribute}` IS NOT NULL
RETURN i.id, i.`{attribute}`
