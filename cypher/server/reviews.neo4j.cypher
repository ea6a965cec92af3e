// What reviewers decided about each ring, as JSON text.
MATCH (r:LinkageReview)
RETURN r.id, r.row
ORDER BY r.id
