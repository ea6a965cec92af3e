"""Folding on numbers: events of one kind as (account and value code, time), sorted and cut.

The same result as `linkage.folding.fold_events` and `merge_sightings`, at a fraction of the memory:
an event takes 16 bytes, texts are kept once, and a part of the result takes some 50 bytes a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa

from linkage.records import HOURS_KEPT, SIGHTINGS, TIME

Ints = np.ndarray[tuple[int], np.dtype[np.int64]]
Keys = np.ndarray[tuple[int], np.dtype[np.uint64]]
Texts = Callable[[Keys], pl.Series]

NEVER = np.iinfo(np.int64).max
"""Stands for no time; sorts after every time."""
_HOUR = 3_600_000_000
_LOW = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Coded:
    """Folded rows, ascending by key: shapes (rows,), and (sum of ``lengths``,) for ``hours``.

    ``first`` and ``last`` are microseconds since 1970, or NEVER; the hours of a row ascend.
    """

    key: Keys
    first: Ints
    last: Ints
    count: Ints
    lengths: Ints
    hours: Ints


def fold(keys: Keys, times: Ints) -> Coded:
    """Fold events (both of shape (events,), at least one) to one row a key."""
    ordered = pl.DataFrame({"key": keys, "time": times}).sort("key", "time")
    key, time = ordered["key"].to_numpy(), ordered["time"].to_numpy()
    new_key = _changes(key)
    starts = np.flatnonzero(new_key)
    counts = np.diff(np.append(starts, len(key)))
    timed = np.add.reduceat((time != NEVER).astype(np.int64), starts)
    last = time[starts + np.maximum(timed - 1, 0)]
    hour = time // _HOUR
    cell = (new_key | _changes(hour)) & (time != NEVER)
    lengths = np.add.reduceat(cell.astype(np.int64), starts)
    return _cut(Coded(key[starts], time[starts], last, counts, lengths, hour[cell]))


def merge(parts: Sequence[Coded]) -> Coded:
    """Merge folded parts (at least one row in all) into one."""
    if len(parts) == 1:
        return parts[0]
    key = np.concatenate([p.key for p in parts])
    order = pl.Series(key).arg_sort().to_numpy()
    starts = np.flatnonzero(_changes(key[order]))
    first = np.concatenate([p.first for p in parts])[order]
    last = np.concatenate([np.where(p.last == NEVER, -NEVER, p.last) for p in parts])[order]
    latest = np.maximum.reduceat(last, starts)
    cells = pl.DataFrame(
        {
            "key": np.concatenate([np.repeat(p.key, p.lengths) for p in parts]),
            "hour": np.concatenate([p.hours for p in parts]),
        }
    ).sort("key", "hour")
    cell_key, hour = cells["key"].to_numpy(), cells["hour"].to_numpy()
    fresh = _changes(cell_key) | _changes(hour)
    merged = key[order][starts]
    held = cell_key[fresh]
    lengths = np.searchsorted(held, merged, "right") - np.searchsorted(held, merged, "left")
    return _cut(
        Coded(
            merged,
            np.minimum.reduceat(first, starts),
            np.where(latest == -NEVER, NEVER, latest),
            np.add.reduceat(np.concatenate([p.count for p in parts])[order], starts),
            lengths,
            hour[fresh],
        )
    )


def decode(rows: Coded, kind: str, accounts: Texts, values: Texts) -> pl.DataFrame:
    """Return the rows as records.SIGHTINGS; ``accounts`` and ``values`` turn codes into texts."""
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(rows.lengths)])
    hours = pa.LargeListArray.from_arrays(offsets, rows.hours.astype(np.int32))
    return pl.DataFrame(
        {
            "account": accounts(rows.key >> np.uint64(32)),
            "kind": pl.repeat(kind, len(rows.key), dtype=pl.String, eager=True),
            "value": values(rows.key & _LOW),
            "first_seen": _times(rows.first),
            "last_seen": _times(rows.last),
            "count": rows.count,
            "hours": pl.Series(pl.from_arrow(hours), dtype=SIGHTINGS["hours"]),
        }
    )


def _times(micros: Ints) -> pl.Series:
    series = pl.Series(micros)
    return series.set(series == NEVER, None).cast(pl.Datetime("us")).cast(TIME)


def _changes(
    ordered: np.ndarray[tuple[int], np.dtype[np.generic]],
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return a mask of the first element of each run of equal ones."""
    mask = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=mask[1:])
    return mask


def _cut(rows: Coded) -> Coded:
    """Keep the HOURS_KEPT hours with the smallest hash in each row that has more."""
    long = rows.lengths > HOURS_KEPT
    if not long.any():
        return rows
    owner = np.repeat(np.arange(len(rows.key)), rows.lengths)
    at = np.flatnonzero(long[owner])
    some = pl.DataFrame({"at": at, "row": owner[at], "rank": _rank(rows.hours[at])})
    some = some.sort("row", "rank")
    row = some["row"].to_numpy()
    starts = np.flatnonzero(_changes(row))
    place = np.arange(len(row)) - np.repeat(starts, np.diff(np.append(starts, len(row))))
    kept = np.ones(len(rows.hours), dtype=np.bool_)
    kept[some["at"].to_numpy()[place >= HOURS_KEPT]] = False
    lengths = np.minimum(rows.lengths, HOURS_KEPT)
    return Coded(rows.key, rows.first, rows.last, rows.count, lengths, rows.hours[kept])


def _rank(hours: Ints) -> Keys:
    """Return the fixed hash of the hours that `linkage.folding` uses."""
    mixed = hours.astype(np.uint64)
    for factor in (0x9E3779B1, 0x85EBCA6B):
        mixed = (mixed * np.uint64(factor)) & _LOW
        mixed ^= mixed >> np.uint64(16)
    return mixed
