// The id at which a page of accounts ends, or nothing where none is left.
// param after: string - the id where the page before ended
// param limit: int - length of the page
MATCH (a:Account)
WHERE a.id > $after
WITH a.id AS id ORDER BY id LIMIT $limit
RETURN max(id)
