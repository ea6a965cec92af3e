// What waits of these accounts: sightings that do not count yet, as JSON text.
// param ids: list of string - accounts
UNWIND $ids AS id
MATCH (p:LinkagePending {id: id})
RETURN p.id, p.rows
