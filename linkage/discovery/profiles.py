"""What is known of each account beside what it shares: when it signed up, when it was seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.discovery.timing import Times, build_times
from linkage.discovery.timing.spells import DAY
from linkage.discovery.tokens import Floats, Longs, Tokens

UNKNOWN = np.iinfo(np.int64).min
"""Stands for a time that the data do not carry."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """One row an account, in the order of the tokens' accounts; times in microseconds UTC."""

    created: Longs
    first_seen: Longs
    last_seen: Longs
    times: Times | None = None
    """When accounts used what; None where the data carry no times."""


def build_profiles(sightings: pl.DataFrame, accounts: pl.DataFrame, tokens: Tokens) -> Profiles:
    """Return the profiles of all accounts; ``tokens`` was built from the same tables."""
    names = tokens.accounts
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
    made = _column(created["account"], created["time"], size)
    first = _column(seen["account"], seen["first_seen"], size)
    return Profiles(
        created=made,
        first_seen=first,
        last_seen=_column(seen["account"], seen["last_seen"], size),
        times=build_times(sightings, tokens, np.fmin(days(made), days(first))),
    )


def days(times: Longs) -> Floats:
    """Return days since 1970, NaN where the time is unknown."""
    return np.where(times == UNKNOWN, np.nan, times / DAY)


def _column(codes: pl.Series, values: pl.Series, size: int) -> Longs:
    column = np.full(size, UNKNOWN, dtype=np.int64)
    column[codes.to_numpy()] = values.fill_null(int(UNKNOWN)).to_numpy()
    return column
