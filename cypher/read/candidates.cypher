// Groups with evidence that does not suffice to flag them, highest score first; members is a JSON list.
// param min_score: float = 0.0 - ignore groups with a lower score
// param limit: int = 1000 - how many groups
// returns ring, campaign, accounts, core, score, verdict, first_seen, last_seen, burst, shards, contributions, counter_evidence, hypotheses, top_identifiers, verdict_reason, significance, bridges, places, timing, members
MATCH (g:Candidate)
WHERE g.score >= $min_score
RETURN g.id AS ring, g.campaign AS campaign, g.accounts AS accounts, g.core AS core,
  g.score AS score, g.verdict AS verdict, g.first_seen AS first_seen, g.last_seen AS last_seen,
  g.burst AS burst, g.shards AS shards, g.contributions AS contributions,
  g.counter_evidence AS counter_evidence, g.hypotheses AS hypotheses,
  g.top_identifiers AS top_identifiers, g.verdict_reason AS verdict_reason,
  g.significance AS significance, g.bridges AS bridges, g.places AS places, g.timing AS timing,
  g.members AS members
ORDER BY score DESC, accounts DESC, ring
LIMIT $limit
