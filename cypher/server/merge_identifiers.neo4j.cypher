// Identifiers of one kind; new ones are added.
// param ids: list of string - their values
// param kind: string - the kind's name
UNWIND $ids AS id
MERGE (i:`{label}` {id: id})
ON CREATE SET i.kind = $kind
