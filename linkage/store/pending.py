"""Sightings that do not count yet (records.PENDING) as text: one row an account."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import polars as pl

from linkage.records import PENDING

_TIMES = ("first_seen", "last_seen")
_ROW = pl.Schema({**PENDING, "first_seen": pl.Int64(), "last_seen": pl.Int64()})


def pending_rows(pending: pl.DataFrame) -> list[list[str]]:
    """Return one row an account: its id and the rest of its rows as JSON text."""
    plain = pending.with_columns(pl.col(_TIMES).dt.epoch("us")).sort("account", "kind", "value")
    found: dict[str, list[list[Any]]] = {}
    for account, *row in plain.iter_rows():
        found.setdefault(account, []).append(row)
    return [[account, json.dumps(rows, ensure_ascii=False)] for account, rows in found.items()]


def pending_frame(rows: Sequence[Sequence[str]]) -> pl.DataFrame:
    """Return records.PENDING from what `pending_rows` gave."""
    plain = [(account, *row) for account, text in rows for row in json.loads(text)]
    return pl.DataFrame(plain, schema=_ROW, orient="row").cast(PENDING)
