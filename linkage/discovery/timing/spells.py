"""Spells: from when to when, and how often, an account was seen with an identifier."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.discovery.tokens import Floats, Ints, Longs, Tokens

DAY = 86_400 * 1_000_000
"""Microseconds of a day."""


@dataclass(frozen=True, slots=True)
class Spells:
    """One row a link, as ``Tokens.account_tokens``; times in days since 1970, NaN if unknown.

    ``count`` are the events; links of tokens of one hour have no time and a count of 0. ``start``
    (n,) is when each account was made or first seen. The hours of activity (hours since 1970,
    ascending) of link ``i`` are ``hours[hour_start[s] : hour_start[s + 1]]`` for the sighting
    ``s`` behind it (``Tokens.sighting``).
    """

    first: Floats
    last: Floats
    count: Longs
    start: Floats
    hours: Ints
    hour_start: Longs


def build_spells(sightings: pl.DataFrame, tokens: Tokens, start: Floats) -> Spells:
    """Return the spells of the sightings that ``tokens`` was built from; ``start`` in days."""
    row = tokens.sighting
    lengths = sightings["hours"].list.len().fill_null(0).to_numpy()
    return Spells(
        first=_of_links(days(sightings["first_seen"]), row),
        last=_of_links(days(sightings["last_seen"]), row),
        count=np.nan_to_num(_of_links(sightings["count"].to_numpy(), row)).astype(np.int64),
        start=start,
        hours=_flat(sightings["hours"]),
        hour_start=np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]),
    )


def days(times: pl.Series) -> Floats:
    """Return times as days since 1970, NaN where they are null."""
    return np.asarray(times.to_physical().cast(pl.Float64).fill_null(np.nan).to_numpy() / DAY)


def _of_links(column: Floats | Longs, row: Ints) -> Floats:
    """Return the column's value for each link, NaN for tokens of one hour."""
    if not len(row):
        return np.zeros(0)
    return np.where(row >= 0, column[row], np.nan)


def _flat(hours: pl.Series) -> Ints:
    values = hours.explode(empty_as_null=False, keep_nulls=False)
    return np.asarray(values.to_numpy(), dtype=np.int32)
