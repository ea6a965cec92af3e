"""Victims: honest accounts that a ring took over and works beside their owners.

A ring signs its accounts up in some weeks. An account made long before them, which has things of
its own that nobody shares, was hardly made by the same operator: it was bought, phished or stolen
later. It is left out of the ring, and the ring says so: closing it would strike its owner.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from linkage.discovery.belief import private_kinds
from linkage.discovery.profiles import UNKNOWN, Profiles
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens
from linkage.records import Ring

OLDER = 8.0
"""Ages by which a victim is older than its ring: in deviations of the ring's own sign-ups."""
LEAST_DEVIATION = 3.0
"""Days added to the deviation, so that a ring made in an hour has no victims made a day before."""
MOST = 0.2
"""Share of a ring above which its old accounts are no exceptions: the ring uses aged accounts."""
SHOWN = 5
"""Accounts named in the sentence at most."""
_DAY = 86_400_000_000


def taken_over(tokens: Tokens, profiles: Profiles, labels: Longs) -> Flags:
    """Return (n,) the members of rings (labels, -1 for none) who look taken over.

    The deviation is the median absolute one (Hampel, 1974), in days.
    """
    rings = int(labels.max(initial=-1)) + 1
    known = (labels >= 0) & (profiles.created != UNKNOWN)
    days = np.where(known, profiles.created / _DAY, np.nan)
    middle = _medians(days, labels, known, rings)
    age = np.where(known, middle[labels] - days, np.nan)
    deviation = _medians(np.abs(age), labels, known, rings)[labels] + LEAST_DEVIATION
    old = known & (np.nan_to_num(age / deviation) > OLDER) & _has_own(tokens)
    sizes = np.bincount(labels[labels >= 0], minlength=rings)
    few = np.bincount(labels[old], minlength=rings) <= MOST * sizes
    return np.asarray(old & np.append(few, False)[labels], dtype=np.bool_)


def follow(labels: Longs, before: Longs, victims: Flags) -> Longs:
    """Return (n,) for each victim the ring that the members of its former ring are in, else -1.

    ``before`` (n,) are the labels with the victims inside.
    """
    now = np.full(int(before.max(initial=-1)) + 2, -1, dtype=np.int64)
    inside = labels >= 0
    now[before[inside]] = labels[inside]
    return np.where(victims, now[before], -1)


def said_aside(rings: tuple[Ring, ...], aside: Longs, accounts: pl.Series) -> tuple[Ring, ...]:
    """Return the rings, each with a sentence about the accounts (n,) that were left out of it."""
    result = []
    for number, ring in enumerate(rings):
        names = accounts.gather(np.flatnonzero(aside == number)).to_list()
        result.append(ring if not names else replace(ring, counter_evidence=_said(ring, names)))
    return tuple(result)


def _said(ring: Ring, names: list[str]) -> tuple[str, ...]:
    shown = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
    many = f"{len(names)} accounts" if len(names) > 1 else "One account"
    them = "them" if len(names) > 1 else "it"
    return (
        *ring.counter_evidence,
        f"{many} made long before the ring, with things of their own, may have been taken over; "
        f"the ring was found without {them}: {shown}.",
    )


def _has_own(tokens: Tokens) -> Flags:
    """Return (n,) the accounts with an own identifier of a kind of which others share theirs.

    Contact data do not count: a stolen account and a made one both have a mailbox of their own.
    """
    names = np.array([tokens.groups[g] for g in tokens.kind_group[: len(tokens.kinds)]])
    own = private_kinds(tokens)[:, : len(tokens.kinds)]
    return np.asarray(own[:, names != "contact"].any(axis=1), dtype=np.bool_)


def _medians(values: Floats, labels: Longs, known: Flags, rings: int) -> Floats:
    """Return (rings + 1,) the median of each ring's known values, NaN where there are none."""
    result = np.full(rings + 1, np.nan)
    order = np.lexsort((values[known], labels[known]))
    ring, value = labels[known][order], values[known][order]
    start = np.searchsorted(ring, np.arange(rings + 1))
    count = np.diff(start)
    some = np.flatnonzero(count > 0)
    low, high = start[some] + (count[some] - 1) // 2, start[some] + count[some] // 2
    result[some] = (value[low] + value[high]) / 2
    return result
