"""How much accounts are used: on how many days, on how many at weekends, beside others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linkage.discovery.timing.active import Active
from linkage.discovery.tokens import Floats, Longs

_WEEK = 7
_THURSDAY = 4
"""Day of the week, from Sunday, on which 1970 began."""
_WEEKEND = (0, 6)


@dataclass(frozen=True, slots=True)
class Use:
    """One row an account: its active ``days`` and ``weekend`` days.

    ``beside`` is its days over how busy everybody is from its beginning on (``Active.weight``), 0
    for an account that was never active.
    """

    days: Longs
    weekend: Longs
    beside: Floats


def days_of_use(active: Active) -> Use:
    """Return how much accounts are used; the bins are days since 1970."""
    free = np.isin((active.names[active.bins] + _THURSDAY) % _WEEK, _WEEKEND)
    before = np.concatenate([[0], np.cumsum(free, dtype=np.int64)])
    return Use(np.diff(active.at), before[active.at[1:]] - before[active.at[:-1]], active.weight)
