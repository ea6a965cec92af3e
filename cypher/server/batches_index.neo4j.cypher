// Batches are found by their change.
CREATE INDEX linkage_batch_change IF NOT EXISTS FOR (b:LinkageBatch) ON (b.change)
