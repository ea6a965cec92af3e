"""Days and hours in lockstep: members are active on the same days, or at the same hours of the day.

Were members independent, the number of them that is active in a bin would vary by V_d = sum of
p (1 - p) around its mean (active.py). Its squared distances, summed over the bins, are T times
the sum of V_d: T is 1 for independent members and n for n members who always do the same, so
``(T - 1) / (n - 1)`` is their mean correlation. T is near a chi-square over its degrees of
freedom, v = 2 (sum V)^2 / sum (2 V^2 + V), by its first two moments (Satterthwaite, 1946).
Classes and offices keep common hours as rings do: this is evidence of being together, not of guilt.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.timing.active import Active, build_active, busy
from linkage.discovery.timing.effect import Effect, effect
from linkage.discovery.timing.spells import Spells
from linkage.discovery.timing.tails import wide
from linkage.discovery.tokens import Floats, Ints, Longs
from linkage.records import HOURS_KEPT

_PER_DAY = 24


def active_days(spells: Spells, owner: Ints, hour: Ints) -> Active:
    """Return on which days accounts were active, of these hours; those of sign-up left out."""
    return build_active(owner, hour // _PER_DAY, _after_start(spells.start))


def active_hours(spells: Spells, owner: Ints, hour: Ints) -> Active:
    """Return at which hours of the day (0 to 23, UTC) accounts were active after that day."""
    later = hour >= (_after_start(spells.start) * _PER_DAY)[owner]
    start = np.zeros(len(spells.start), dtype=np.int64)
    return build_active(owner[later], hour[later] % _PER_DAY, start)


def lockstep(active: Active, order: Longs, bounds: Longs) -> Effect:
    """Return the mean correlation of members' bins beyond chance, for each group.

    Members who are active in nearly every bin are left out: which bins says nothing about them.
    """
    usable = (active.weight * active.rate.max(initial=0.0) <= 1.0).astype(np.float64)
    found = busy(active, order, bounds, usable)
    known = (found.members >= 2) & (found.variance > 0)
    variance = np.where(known, found.variance, 1.0)
    ratio = np.where(known, found.square / variance, 1.0)
    freedom = 2 * variance**2 / (2 * found.variances + variance)
    together = (ratio - 1.0) / np.maximum(found.members - 1, 1)
    counts = (found.square, found.variance)
    return effect(together, known, found.members, counts, wide(ratio, freedom))


def whole_hours(spells: Spells, account: Ints) -> tuple[Ints, Ints]:
    """Return (account, hour) of all activity; ``account`` (sightings,) is whose they are.

    Lists of hours that were cut are left out: which hours were kept there is the same for
    everybody, which would look like lockstep.
    """
    lengths = np.diff(spells.hour_start)
    whole = lengths < HOURS_KEPT
    kept = np.repeat(whole, lengths)
    return np.repeat(account[whole], lengths[whole]), spells.hours[kept]


def known_hours(spells: Spells, account: Ints) -> tuple[Ints, Ints]:
    """Return (account, hour) of all that is known of activity, lists that were cut too."""
    return np.repeat(account, np.diff(spells.hour_start)), spells.hours


def _after_start(start: Floats) -> Longs:
    """Return the day after each account's first."""
    return np.where(np.isnan(start), 0, np.floor(start) + 1).astype(np.int64)
