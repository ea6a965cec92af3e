// Which of these accounts there are, with their properties; created_at in microseconds since 1970.
// param ids: list of string - account ids
UNWIND $ids AS id
MATCH (a:Account {id: id})
RETURN a.id, a.created_at.epochSeconds * 1000000 + a.created_at.microsecond,
  a.plan, a.country, a.status, a.email_domain
