// How many accounts there are.
MATCH (a:Account)
RETURN count(a)
