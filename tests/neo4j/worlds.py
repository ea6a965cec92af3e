"""Loads for the server tests, made in columns from a seed."""

from __future__ import annotations

import numpy as np
import polars as pl

from linkage.folding import merge_sightings
from linkage.records import ACCOUNTS, ATTRIBUTES, SIGHTINGS, TIME, Delta, LoadMark

START = 1_745_000_000_000_000
"""Microseconds since 1970 from which times are drawn."""


def random_sightings(rows: int, seed: int, accounts: int | None = None) -> pl.DataFrame:
    """Return folded sightings of IPs (with hubs), devices, cards and mail domains."""
    random = np.random.default_rng(seed)
    people = accounts or max(1, rows // 6)
    pools = {
        "ip": (0.6, people, 1.0),
        "device": (0.25, people, 0.0),
        "payment": (0.1, people, 0.0),
        "email_domain": (0.05, 40, 1.0),
    }
    parts = []
    for kind, (share, pool, tail) in pools.items():
        size = max(1, int(rows * share))
        drawn = random.pareto(tail, size) * pool / 20 if tail else random.integers(0, pool, size)
        values = np.minimum(np.asarray(drawn).astype(np.int64), pool - 1)
        parts.append(_events(random, kind, random.integers(0, people, size), values))
    return merge_sightings(parts)


def _events(
    random: np.random.Generator, kind: str, accounts: np.ndarray, values: np.ndarray
) -> pl.DataFrame:
    first = START + random.integers(0, 40 * 86_400_000_000, len(accounts))
    last = first + random.integers(0, 5 * 86_400_000_000, len(accounts))
    frame = pl.DataFrame({"account": accounts, "value": values, "first": first, "last": last})
    hour = (pl.col("first", "last") // 3_600_000_000).cast(pl.Int32)
    return frame.select(
        pl.format("acc_{}", "account").alias("account"),
        pl.lit(kind).alias("kind"),
        pl.format(kind + "-{}", "value").alias("value"),
        pl.col("first").cast(TIME).alias("first_seen"),
        pl.col("last").cast(TIME).alias("last_seen"),
        pl.Series("count", random.integers(1, 60, len(accounts)), pl.Int64),
        pl.concat_list(hour).list.unique().list.sort().alias("hours"),
    ).cast(SIGHTINGS)


def delta(sightings: pl.DataFrame, digest: str, **more: object) -> Delta:
    """Return a load of these sightings."""
    mark = LoadMark(digest, "sightings", f"{digest}.csv", sightings.height, 0)
    return Delta((mark,), ACCOUNTS.to_frame(), sightings, ATTRIBUTES.to_frame(), **more)  # type: ignore[arg-type]
