// Lock the queue and count it on; gives the next number.
MERGE (q:LinkageQueue {id: 'queue'})
ON CREATE SET q.number = 0
SET q.number = q.number + 1
RETURN q.number
