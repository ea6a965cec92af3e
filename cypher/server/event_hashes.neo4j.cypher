// The hashes of one segment, 8 bytes each, lowest byte first.
// param id: string - the segment's id
MATCH (e:LinkageEvents {id: $id})
RETURN e.hashes
