"""When the links of a training world are used: spells, counts and hours instead of one event.

People use things in their waking hours, over a stretch of their time, some more than others.
Groups may hand a thing over, rotate over it, begin something on one day, or keep common hours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from linkage.records import SIGHTINGS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
START = 1_776_816_000
DAYS = 45
END = START + DAYS * 86_400
USES = {"device": 4.0, "ip": 3.0, "template": 4.0, "payment": 0.7}
"""Events, on average and beyond the first, of an account on a thing; other kinds are seen once."""
WAYS = ("handover", "rotation")
SETTLED = 3 * 86_400
"""Seconds that an account was there, at least, before it begins something with its group."""


@dataclass(frozen=True)
class Habits:
    """One row an account: the middle hour of its day, its group, and what follows the group.

    ``sync`` is the share of its events that are at the group's common hours.
    """

    zone: Ints
    group: Ints
    sync: Floats


@dataclass(frozen=True)
class Uses:
    """One row a link: its stretch of time in seconds, its events, its turn in a round of hours."""

    begin: Floats
    end: Floats
    count: Ints
    turn: Ints
    turns: Ints


def timed(
    rows: pl.DataFrame, created: Ints, habits: Habits, rng: np.random.Generator
) -> pl.DataFrame:
    """Return first_seen, last_seen, count, hours of rows (account, kind, value, way, begin, end).

    ``begin`` and ``end`` are seconds, NaN where habits rule. Hours are not cut yet.
    """
    account = rows["account"].to_numpy()
    uses = _by_habit(rows, created, rng)
    start = np.maximum(created[account], START).astype(np.float64)
    for way in WAYS:
        mine = np.flatnonzero((rows["way"] == way).to_numpy())
        value = rows["value"].gather(mine).rank("dense").to_numpy()
        mine = mine[np.lexsort((created[account[mine]], value))]
        place, size = _places(np.sort(value))
        if way == "handover":
            share = (END - 1 - START) / size
            uses.begin[mine] = np.maximum(START + share * place, start[mine])
            uses.end[mine] = np.maximum(START + share * (place + 0.97), uses.begin[mine])
            uses.count[mine] = 3 + np.minimum(9, share / 86_400).astype(np.int64)
        else:
            uses.turns[mine] = np.minimum(size, 24)
            uses.turn[mine] = place % np.minimum(size, 24)
            uses.count[mine] = rng.integers(12, 30) + rng.integers(-1, 2, len(mine))
    given, until = rows["begin"].to_numpy(), rows["end"].to_numpy()
    late = given > start + SETTLED
    uses.begin[late], uses.end[late] = given[late], END - 1
    early = until > uses.begin + 86_400
    uses.end[early] = until[early]
    once = ~rows["kind"].is_in(list(USES)).to_numpy()
    uses.begin[once] = uses.end[once] = created[account[once]]
    uses.count[once] = 1
    return _folded(account, uses, habits, rng)


def _by_habit(rows: pl.DataFrame, created: Ints, rng: np.random.Generator) -> Uses:
    """Return a stretch of the owner's time for each link, and how often people use such a thing."""
    account = rows["account"].to_numpy()
    n = len(account)
    start = np.maximum(created[account], START).astype(np.float64)
    length = np.maximum(END - 1 - start, 86_400.0)
    width = length * np.minimum(1.0, 0.2 + 1.2 * rng.random(n))
    begin = start + (length - width) * rng.random(n)
    level = rng.lognormal(-0.3, 0.8, len(created))[account] * rng.exponential(1.0, n)
    usual = rows["kind"].replace_strict(USES, default=0.0, return_dtype=pl.Float64).to_numpy()
    count = 1 + (usual * level * np.clip(length / (END - START), 0.05, 1)).astype(np.int64)
    return Uses(begin, begin + width, count, np.zeros(n, np.int64), np.ones(n, np.int64))


def _places(value: Ints) -> tuple[Ints, Ints]:
    """Return the place of each row in its run of equal values, and the length of the run."""
    _, sizes = np.unique(value, return_counts=True)
    return np.arange(len(value)) - np.repeat(np.cumsum(sizes) - sizes, sizes), np.repeat(
        sizes, sizes
    )


def _folded(account: Ints, uses: Uses, habits: Habits, rng: np.random.Generator) -> pl.DataFrame:
    count = uses.count
    row = np.repeat(np.arange(len(count)), count)
    time = _times(row, account[row], uses, habits, rng)
    hours = (
        pl.DataFrame({"row": row, "hours": (time // 3600).astype(np.int32)})
        .unique()
        .sort("row", "hours")
        .group_by("row", maintain_order=True)
        .agg("hours")["hours"]
    )
    starts = np.cumsum(count) - count
    frame = pl.DataFrame(
        {
            "first_seen": np.minimum.reduceat(time, starts) * 1_000_000,
            "last_seen": np.maximum.reduceat(time, starts) * 1_000_000,
            "count": count,
            "hours": hours,
        }
    )
    return frame.with_columns(pl.col(name).cast(SIGHTINGS[name]) for name in frame.columns)


def _times(row: Ints, owner: Ints, uses: Uses, habits: Habits, rng: np.random.Generator) -> Ints:
    """Return the times of events in seconds: by the day's habits, the group's hours, the plan."""
    begin, end = uses.begin[row], uses.end[row]
    time = begin + rng.random(len(row)) * (end - begin)
    waking = np.floor(time / 86_400) * 86_400
    waking += 3600 * ((habits.zone[owner] + rng.normal(0, 3.5, len(row))) % 24)
    time = np.where((waking >= begin) & (waking <= end), waking, time)
    runs = _runs(int(habits.group.max()) + 1, rng)
    planned = runs[habits.group[owner], rng.integers(0, runs.shape[1], len(row))]
    planned = planned + rng.random(len(row)) * 3600
    follows = (rng.random(len(row)) < habits.sync[owner]) & (planned >= begin) & (planned <= end)
    time = np.where(follows, planned, time)
    number = np.arange(len(row)) - np.searchsorted(row, row)
    time = np.where(number == 0, begin + 0.02 * (time - begin), time)
    time = np.where((number == 1) & (end < END - 2), end, time)
    turns = uses.turns[row]
    turned = time + 3600 * (uses.turn[row] - np.floor(time / 3600) % turns)
    turned = np.where(turned < begin, turned + 3600 * turns, turned)
    return np.where((turns > 1) & (turned < END), turned, time).astype(np.int64)


def _runs(groups: int, rng: np.random.Generator) -> Floats:
    """Return (groups, 20) the hours at which each group works together."""
    day = rng.integers(0, DAYS, (groups, 20))
    hour = rng.integers(0, 24, (groups, 1)) + rng.integers(0, 4, (groups, 20))
    return START + 86_400.0 * day + 3600.0 * hour
