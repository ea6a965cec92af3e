"""What is known of each account beside what it shares: when it signed up, when it is awake."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from linkage.discovery.tokens import Floats, Longs

UNKNOWN = np.iinfo(np.int64).min
"""Stands for a time that the data do not carry."""
SAMPLE = 20_000
"""Accounts that the usual day is taken from."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """One row an account, in the order of the tokens' accounts; times in microseconds UTC."""

    created: Longs
    first_seen: Longs
    last_seen: Longs
    day: npt.NDArray[np.float32]
    """(n, 24) active hours by hour of the day; zeros for accounts that were not asked for."""
    usual_day: Floats
    """(24,) share of active hours by hour of the day in a sample of all accounts."""


def build_profiles(
    sightings: pl.DataFrame, accounts: pl.DataFrame, names: pl.Series, asked: Longs
) -> Profiles:
    """Return the profiles of all accounts; the day only of those ``asked`` for and a sample."""
    size = len(names)
    known = pl.Enum(names)
    code = pl.col("account").cast(known).to_physical().cast(pl.Int64).alias("account")
    created = accounts.select(code, pl.col("created_at").to_physical().alias("time"))
    seen = (
        sightings.lazy()
        .group_by("account")
        .agg(pl.col("first_seen").min().to_physical(), pl.col("last_seen").max().to_physical())
        .select(code, "first_seen", "last_seen")
        .collect()
    )
    wanted = np.zeros(size, dtype=np.bool_)
    wanted[asked] = True
    sample = np.arange(0, size, max(1, size // SAMPLE))
    wanted[sample] = True
    day = _days(sightings, names, wanted)
    usual = day[sample].sum(axis=0, dtype=np.float64) + 1.0
    return Profiles(
        created=_column(created["account"], created["time"], size),
        first_seen=_column(seen["account"], seen["first_seen"], size),
        last_seen=_column(seen["account"], seen["last_seen"], size),
        day=day,
        usual_day=usual / usual.sum(),
    )


def _column(codes: pl.Series, values: pl.Series, size: int) -> Longs:
    column = np.full(size, UNKNOWN, dtype=np.int64)
    column[codes.to_numpy()] = values.fill_null(int(UNKNOWN)).to_numpy()
    return column


def _days(
    sightings: pl.DataFrame, names: pl.Series, wanted: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float32]:
    """Return (n, 24) active hours by hour of the day of the wanted accounts."""
    chosen = names.filter(pl.Series(wanted)).to_frame("account")
    events = (
        sightings.lazy()
        .select("account", "hours")
        .join(chosen.lazy(), on="account", how="semi")
        .explode("hours", empty_as_null=False)
        .filter(pl.col("hours").is_not_null())
        .group_by("account", (pl.col("hours") % 24).alias("hour"))
        .agg(pl.len())
        .collect()
    )
    day = np.zeros((len(names), 24), dtype=np.float32)
    codes = events["account"].cast(pl.Enum(names)).to_physical().to_numpy()
    day[codes, events["hour"].to_numpy()] = events["len"].to_numpy()
    return day
