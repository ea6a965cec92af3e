// The rings of a campaign, largest first.
// param campaign: string - id of the campaign
// returns ring, accounts, score, first_seen, last_seen
MATCH (g:Ring)-[:PART_OF]->(c:Campaign {id: $campaign})
RETURN g.id AS ring, g.accounts AS accounts, g.score AS score,
  g.first_seen AS first_seen, g.last_seen AS last_seen
ORDER BY accounts DESC, ring
