// The members of one stretch of rings, as columns.
// param ids: list of string - ring ids
UNWIND $ids AS id
MATCH (r:Ring {id: id})<-[m:MEMBER_OF]-(a:Account)
RETURN collect(a.id), collect(r.id), collect(m.score), collect(m.core)
