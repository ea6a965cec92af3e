"""How long it took until the members of a group had signed up."""

from __future__ import annotations

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
    known = (labels >= 0) & (created != UNKNOWN)
    labels, created = labels[known], created[known]
    order = np.lexsort((created, labels))
    created = created[order]
    bounds = np.searchsorted(labels[order], np.arange(groups + 1))
    days = np.full(groups, np.nan)
    for group in range(groups):
        times = created[bounds[group] : bounds[group + 1]]
        if len(times):
            steps = int(np.ceil(MOST * len(times))) - 1
            days[group] = (times[steps:] - times[: len(times) - steps]).min() / DAY
    return days
