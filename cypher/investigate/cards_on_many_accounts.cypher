// Payment instruments used by at least $min_accounts accounts, and from how many countries.
// param min_accounts: int = 3 - ignore rarer cards
// param limit: int = 50 - how many cards
// returns payment, accounts, countries, brand, bin, card_country
MATCH (a:Account)-[:PAID_WITH]->(p:PaymentInstrument)
WITH p, count(DISTINCT a.id) AS accounts, count(DISTINCT a.country) AS countries
WHERE accounts >= $min_accounts
RETURN p.id AS payment, accounts, countries, p.brand AS brand, p.bin AS bin,
  p.country AS card_country
ORDER BY accounts DESC, payment
LIMIT $limit
