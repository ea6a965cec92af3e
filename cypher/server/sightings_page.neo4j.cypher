// The relationships of one kind of a page of accounts, as columns, so that a page is one record.
// Times are microseconds since 1970.
// param after: string - the id where the page before ended
// param end: string - the last id of the page
// param none: int - what stands for no time
MATCH (a:Account)
WHERE a.id > $after AND a.id <= $end
WITH a
MATCH (a)-[r:`{relationship}`]->(i:`{label}`)
WITH a.id AS account, i.id AS value, r.count AS count, coalesce(r.hours, []) AS hours,
  coalesce(r.first_seen.epochSeconds * 1000000 + r.first_seen.microsecond, $none) AS first_seen,
  coalesce(r.last_seen.epochSeconds * 1000000 + r.last_seen.microsecond, $none) AS last_seen
RETURN collect(account), collect(value), collect(first_seen), collect(last_seen), collect(count),
  collect(hours)
