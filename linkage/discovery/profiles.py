"""What is known of each account beside what it shares: when it signed up, when it was seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.discovery.tokens import Longs

UNKNOWN = np.iinfo(np.int64).min
"""Stands for a time that the data do not carry."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """One row an account, in the order of the tokens' accounts; times in microseconds UTC."""

    created: Longs
    first_seen: Longs
    last_seen: Longs


def build_profiles(sightings: pl.DataFrame, accounts: pl.DataFrame, names: pl.Series) -> Profiles:
    """Return the profiles of all accounts (``names``, sorted)."""
    code = pl.col("account").cast(pl.Enum(names)).to_physical().cast(pl.Int64).alias("account")
    created = accounts.select(code, pl.col("created_at").to_physical().alias("time"))
    seen = (
        sightings.lazy()
        .group_by("account")
        .agg(pl.col("first_seen").min().to_physical(), pl.col("last_seen").max().to_physical())
        .select(code, "first_seen", "last_seen")
        .collect()
    )
    size = len(names)
    return Profiles(
        created=_column(created["account"], created["time"], size),
        first_seen=_column(seen["account"], seen["first_seen"], size),
        last_seen=_column(seen["account"], seen["last_seen"], size),
    )


def _column(codes: pl.Series, values: pl.Series, size: int) -> Longs:
    column = np.full(size, UNKNOWN, dtype=np.int64)
    column[codes.to_numpy()] = values.fill_null(int(UNKNOWN)).to_numpy()
    return column
