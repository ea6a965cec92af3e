// A change that is being written down; nothing of it counts yet.
// param id: string - the change's id
// param what: string - delta or findings
MERGE (c:LinkageChange {id: $id})
ON CREATE SET c.what = $what, c.state = 'staging', c.begun = timestamp()
