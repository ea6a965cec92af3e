"""Sightings that do not count yet: one node an account, its rows as JSON text.

Adding rows reads the account's, merges them by the same functions as the embedded engine's ledger,
turns those that count into relationships and writes the others back, in one transaction. The
batches are applied one after the other, since two of them may hold rows of one account.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import neo4j
import polars as pl

from linkage.folding import merge_pending, settle
from linkage.records import PENDING
from linkage.store.neo4j.client import run
from linkage.store.neo4j.statements import statement
from linkage.store.neo4j.writing import Batch, known_sightings, write_sightings

_TIMES = ("first_seen", "last_seen")
_ROW = pl.Schema({**PENDING, "first_seen": pl.Int64(), "last_seen": pl.Int64()})


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


def pending_rows(pending: pl.DataFrame) -> list[list[str]]:
    """Return one row an account: its id and the rest of its rows as JSON text."""
    plain = pending.with_columns(pl.col(_TIMES).dt.epoch("us")).sort("account", "kind", "value")
    found: dict[str, list[list[Any]]] = {}
    for account, *row in plain.iter_rows():
        found.setdefault(account, []).append(row)
    return [[account, json.dumps(rows, ensure_ascii=False)] for account, rows in found.items()]


def pending_frame(rows: list[list[Any]]) -> pl.DataFrame:
    """Return records.PENDING from what `pending_rows` gave."""
    plain = [(account, *row) for account, text in rows for row in json.loads(text)]
    return pl.DataFrame(plain, schema=_ROW, orient="row").cast(PENDING)
