// Nothing waits of these accounts any more.
// param ids: list of string - accounts
UNWIND $ids AS id
MATCH (p:LinkagePending {id: id})
DELETE p
