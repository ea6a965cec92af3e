"""Sightings that do not count yet: one node an account, its rows as JSON text.

Adding rows reads the account's, merges them by the same functions as the embedded engine's ledger,
turns those that count into relationships and writes the others back, in one transaction. The
batches are applied one after the other, since two of them may hold rows of one account.
"""

from __future__ import annotations

from dataclasses import replace

import neo4j
import polars as pl

from linkage.folding import merge_pending, settle
from linkage.store.neo4j.client import run
from linkage.store.neo4j.statements import statement
from linkage.store.neo4j.writing import Batch, known_sightings, write_sightings
from linkage.store.pending import pending_frame, pending_rows


def write_pending(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Add rows of one kind (records.PENDING), and the sightings that count with them."""
    accounts = batch.rows["account"].unique().sort().to_list()
    stored = pending_frame(run(tx, statement("known_pending"), ids=accounts))
    waiting = merge_pending([batch.rows, stored])
    own = replace(batch, rows=waiting.filter(pl.col("kind") == batch.kind), fresh=False)
    known, _ = known_sightings(tx, own)
    counted, left = settle(own.rows, known)
    if counted.height:
        write_sightings(tx, replace(own, rows=counted))
    left = pl.concat([left, waiting.filter(pl.col("kind") != batch.kind)])
    rows = pending_rows(left)
    gone = sorted(set(accounts) - {row[0] for row in rows})
    run(tx, statement("set_pending"), rows=rows)
    run(tx, statement("drop_pending"), ids=gone)
