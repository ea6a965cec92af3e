// How many of these accounts there are.
// param ids: list of string - account ids
UNWIND $ids AS id
MATCH (a:Account {id: id})
RETURN count(a)
