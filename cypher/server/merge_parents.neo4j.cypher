// Nodes behind identifiers, for example the networks of IP addresses.
// param ids: list of string - their keys
UNWIND $ids AS id
MERGE (:`{parent}` {id: id})
