// Who was seen with what, of one kind, for a page of accounts: as columns, so that a page is one record.
// param after: string - the id where the page before ended
// param end: string - the last id of the page
MATCH (a:Account)
WHERE a.id > $after AND a.id <= $end
WITH a
MATCH (a)-[:`{relationship}`]->(i:`{label}`)
RETURN collect(a.id), collect(i.id)
