"""When the members of a group signed up: how long it took, and how many came in one day."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from linkage.discovery.profiles import UNKNOWN
from linkage.discovery.timing.spells import DAY
from linkage.discovery.tokens import Floats, Longs

MOST = 0.8
"""Share of the members that counts: some groups have an account from long ago."""


def days_of_sign_ups(labels: Longs, created: Longs, groups: int) -> Floats:
    """Return (groups,) days of the shortest time in which most members signed up; unknown is NaN.

    ``labels`` (n,) are the groups, -1 for none, ``created`` (n,) microseconds or UNKNOWN.
    """
    days = np.full(groups, np.nan)
    for group, times in times_of_groups(labels, created, groups):
        steps = int(np.ceil(MOST * len(times))) - 1
        days[group] = (times[steps:] - times[: len(times) - steps]).min() / DAY
    return days


def busiest_day(labels: Longs, created: Longs, groups: int) -> Floats:
    """Return (groups,) the share of the sign-ups in the busiest 24 hours, 0 if unknown."""
    share = np.zeros(groups)
    for group, times in times_of_groups(labels, created, groups):
        ends = np.searchsorted(times, times + DAY, side="left")
        share[group] = (ends - np.arange(len(times))).max() / len(times)
    return share


def times_of_groups(labels: Longs, times: Longs, groups: int) -> Iterator[tuple[int, Longs]]:
    """Yield each group that has known times, with them in ascending order."""
    known = (labels >= 0) & (times != UNKNOWN)
    labels, times = labels[known], times[known]
    order = np.lexsort((times, labels))
    times = times[order]
    bounds = np.searchsorted(labels[order], np.arange(groups + 1))
    for group in np.flatnonzero(np.diff(bounds)):
        yield int(group), times[bounds[group] : bounds[group + 1]]
