"""How members use their accounts: how often, when they rest, for how long, and until when.

Each is held against what all accounts of the data do, so that neither the length of the record nor
the habits of its customers matter.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.features.facts import Facts, mean_of_those, unknown
from linkage.discovery.profiles import UNKNOWN, days
from linkage.discovery.tokens import Flags, Floats

USUAL_DAYS = 20.0
"""Active days at the usual share of weekends that are added to a group's: few days say little."""
HALF_DAY = 0.5
"""Days that are added to spreads: nothing is known to the minute."""


def at_weekends(facts: Facts) -> Floats:
    """Members are active at weekends more than accounts usually are: nobody rests."""
    times = facts.profiles.times
    if times is None or not times.use.days.any():
        return unknown(facts)
    use = times.use
    usual = float(use.weekend.sum() / use.days.sum())
    inside = facts.labels >= 0
    label, groups = facts.labels[inside], facts.held.groups
    active = np.bincount(label, use.days[inside], minlength=groups)
    rest = np.bincount(label, use.weekend[inside], minlength=groups)
    share = (rest + USUAL_DAYS * usual) / (active + USUAL_DAYS)
    return np.where(active > 0, share - usual, np.nan)


def often_active(facts: Facts) -> Floats:
    """Members are active on more days than accounts of their age usually are (log scale)."""
    times = facts.profiles.times
    if times is None:
        return unknown(facts)
    weight = times.use.beside
    return _beside_everyone(facts, np.log2(np.maximum(weight, 1e-9)), weight > 0)


def time_in_use(facts: Facts) -> Floats:
    """Members are used for so long, beside what is usual (log scale of days)."""
    start, last, known = _lives(facts)
    return _beside_everyone(facts, np.log2(1.0 + np.maximum(last - start, 0.0)), known)


def last_seen_together(facts: Facts) -> Floats:
    """Members were last seen within fewer days of each other than accounts usually (log scale)."""
    _, last, known = _lives(facts)
    if not known.any():
        return unknown(facts)
    inside = known & (facts.labels >= 0)
    label, groups = facts.labels[inside], facts.held.groups
    count = np.bincount(label, minlength=groups)
    mean = np.bincount(label, last[inside], minlength=groups) / np.maximum(count, 1)
    square = np.bincount(label, (last[inside] - mean[label]) ** 2, minlength=groups)
    spread = np.sqrt(square / np.maximum(count - 1, 1))
    usual = float(np.std(last[known]))
    return np.where(count > 1, np.log2((usual + HALF_DAY) / (spread + HALF_DAY)), np.nan)


def _lives(facts: Facts) -> tuple[Floats, Floats, Flags]:
    """Return (n,) days since 1970 on which accounts began and were last seen; where both are known.

    An account begins when it was made, or where that is unknown, when it was first seen.
    """
    profiles = facts.profiles
    start = days(np.where(profiles.created != UNKNOWN, profiles.created, profiles.first_seen))
    last = days(profiles.last_seen)
    return start, last, ~np.isnan(start + last)


def _beside_everyone(facts: Facts, value: Floats, known: Flags) -> Floats:
    """Return the mean of the members that are known, less that of all accounts that are."""
    if not known.any():
        return unknown(facts)
    return mean_of_those(facts, known, np.where(known, value, 0.0)) - float(value[known].mean())
