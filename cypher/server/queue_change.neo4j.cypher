// From here on a change counts and will be finished by whoever writes next.
// param id: string - the change's id
// param number: int - its number in the queue
MATCH (c:LinkageChange {id: $id, state: 'staging'})
SET c.state = 'queued', c.number = $number
RETURN count(c)
