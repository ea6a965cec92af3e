"""The temporal patterns of groups of accounts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linkage.discovery.holdings import Holdings
from linkage.discovery.timing.effect import Effect
from linkage.discovery.timing.handover import handovers
from linkage.discovery.timing.lockstep import lockstep
from linkage.discovery.timing.rotation import rotations
from linkage.discovery.timing.shifts import shifts
from linkage.discovery.timing.times import Times
from linkage.discovery.tokens import Longs, Tokens


@dataclass(frozen=True, slots=True)
class Timing:
    """One effect a pattern, each over the groups."""

    handover: Effect
    rotation: Effect
    day_lockstep: Effect
    hour_lockstep: Effect
    shift: Effect


def timing(tokens: Tokens, held: Holdings, labels: Longs, times: Times) -> Timing:
    """Return the patterns of the labelled groups (``labels`` (n,), -1 for none)."""
    inside = np.flatnonzero(labels >= 0)
    order = inside[np.argsort(labels[inside], kind="stable")]
    bounds = np.searchsorted(labels[order], np.arange(held.groups + 1))
    return Timing(
        handover=handovers(tokens, held, times.spells),
        rotation=rotations(tokens, held, times.spells, times.people),
        day_lockstep=lockstep(times.days, order, bounds),
        hour_lockstep=lockstep(times.hours, order, bounds),
        shift=shifts(times.begun, order, bounds),
    )
