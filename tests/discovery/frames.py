"""Small readable tables for the steps of discovery."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import polars as pl

from linkage.records import ACCOUNTS, SIGHTINGS

START = datetime(2026, 5, 1, tzinfo=UTC)
EPOCH_HOUR = int(START.timestamp()) // 3600

Rows = Sequence[tuple[str, str, str]]


def sightings(rows: Rows, hours: Sequence[int] = ()) -> pl.DataFrame:
    """Return folded sightings of (account, kind, value) rows, all active in the same hours."""
    return pl.DataFrame(
        {
            "account": [row[0] for row in rows],
            "kind": [row[1] for row in rows],
            "value": [row[2] for row in rows],
            "first_seen": [START] * len(rows),
            "last_seen": [START + timedelta(hours=1)] * len(rows),
            "count": [1] * len(rows),
            "hours": [[EPOCH_HOUR + h for h in hours]] * len(rows),
        },
        schema=SIGHTINGS,
    )


def accounts(names: Sequence[str]) -> pl.DataFrame:
    """Return an accounts table of these names without any property."""
    frame = pl.DataFrame({"account": list(names)}, schema={"account": pl.String()})
    return frame.select(
        *(
            pl.col(name) if name == "account" else pl.lit(None, dtype=dtype).alias(name)
            for name, dtype in ACCOUNTS.items()
        )
    )


def strangers(count: int) -> list[tuple[str, str, str]]:
    """Return accounts that share nothing: one device and one address each."""
    return [
        (f"stranger{i:04}", kind, f"{kind}-of-{i}")
        for i in range(count)
        for kind in ("device", "ip")
    ]
