"""Victims: honest accounts that a ring took over and works beside their owners.

A ring signs its accounts up in some weeks, and sets them to work on its own machines. An account
made long before them, or used for long before it had anything of the ring's, which has things of
its own that nobody shares, was hardly made by the same operator: it was bought, phished or stolen
later. It is left out of the ring, and the ring says so: closing it would strike its owner.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from linkage.discovery.belief import own_things
from linkage.discovery.holdings import holdings
from linkage.discovery.profiles import UNKNOWN, Profiles
from linkage.discovery.timing import Times
from linkage.discovery.timing.spells import DAY
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens
from linkage.records import Ring

FAR = 8.0
"""By how much a victim is older than its ring, or later to join it: in the ring's deviations."""
LEAST_DEVIATION = 3.0
"""Days added to the deviation, so that a ring made in an hour has no victims made a day before."""
LIVED_IN = 3
"""Things of its own by which an account that joined late exceeds the median of its ring: operators
let accounts age, but they don't live in them."""
OWNED = 0.5
"""Share of an identifier's other accounts that are in the ring, from which it is the ring's."""
MOST = 0.2
"""Share of a ring above which its old accounts are no exceptions: the ring uses aged accounts."""
_GIVEN = {"contact"}
"""What a stolen account and a made one both have for themselves."""
SHOWN = 5
"""Accounts named in the sentence at most."""


def taken_over(tokens: Tokens, profiles: Profiles, labels: Longs) -> Flags:
    """Return (n,) the members of rings (labels, -1 for none) who look taken over."""
    rings = int(labels.max(initial=-1)) + 1
    known = (labels >= 0) & (profiles.created != UNKNOWN)
    age = np.where(known, -profiles.created / DAY, np.nan)
    own = own_things(tokens, set(tokens.groups) - _GIVEN).astype(np.float64)
    old = _far_above(age, labels) & (own > 0)
    if profiles.times is not None:
        usual = _medians(own, labels, labels >= 0, rings)[labels]
        late = _late(tokens, profiles.times, labels)
        old |= _far_above(late, labels) & (own > usual + LIVED_IN)
    sizes = np.bincount(labels[labels >= 0], minlength=rings)
    few = np.bincount(labels[old], minlength=rings) <= MOST * sizes
    return np.asarray(old & np.append(few, False)[labels], dtype=np.bool_)


def _late(tokens: Tokens, times: Times, labels: Longs) -> Floats:
    """Return (n,) days from an account's start to the first use of what is its ring's, NaN if none.

    Contact data do not count: they are given once, at the sign-up.
    """
    held = holdings(tokens, labels)
    code = held.token[held.row]
    contact = np.array(tokens.groups)[tokens.group[code]] == "contact"
    common = tokens.plain[code] & ~contact & (held.owned[held.row] >= OWNED)
    first = np.full(tokens.size, np.inf)
    when = times.spells.first[held.link[common]]
    np.minimum.at(first, held.member[common], np.where(np.isnan(when), np.inf, when))
    return np.where(np.isfinite(first), first - times.spells.start, np.nan)


def _far_above(days: Floats, labels: Longs) -> Flags:
    """Return (n,) whose days are far above the median of their ring; NaN never is.

    The deviation is the median absolute one (Hampel, 1974).
    """
    rings = int(labels.max(initial=-1)) + 1
    known = (labels >= 0) & ~np.isnan(days)
    above = np.where(known, days - _medians(days, labels, known, rings)[labels], np.nan)
    deviation = _medians(np.abs(above), labels, known, rings)[labels] + LEAST_DEVIATION
    return known & (np.nan_to_num(above / deviation) > FAR)


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
        f"{many} made or used long before the ring had {them}, with things of their own, may have "
        f"been taken over; the ring was found without {them}: {shown}.",
    )


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
