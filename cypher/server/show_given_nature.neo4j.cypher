// The nature that was loaded shows where no discovery run gave one.
// param ids: list of string - identifiers' values
UNWIND $ids AS id
MATCH (i:`{label}` {id: id})
WHERE i.bits IS NULL
SET i.nature = i.given_nature
