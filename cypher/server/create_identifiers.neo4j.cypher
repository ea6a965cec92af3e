// New identifiers of one kind in a graph that has none of them.
// param ids: list of string - their values
// param kind: string - the kind's name
UNWIND $ids AS id
CREATE (:`{label}` {id: id, kind: $kind})
