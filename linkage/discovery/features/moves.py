"""What members do together in time: how they sign up, take turns, pass things on and keep step."""

from __future__ import annotations

import numpy as np

from linkage.discovery.features.facts import Facts, unknown
from linkage.discovery.features.private import nothing_of_their_own
from linkage.discovery.profiles import UNKNOWN
from linkage.discovery.timing.spells import DAY
from linkage.discovery.tokens import Floats


def burst(facts: Facts) -> Floats:
    """Accounts were made in a burst: bits by which the busiest day exceeds an even spread."""
    share, span = facts.busiest
    created = facts.profiles.created
    everyone = created[created != UNKNOWN]
    whole = max((int(everyone.max()) - int(everyone.min())) / DAY, 1.0) if len(everyone) else 1.0
    expected = np.minimum(np.maximum(2.0 / whole, 1.5 / np.maximum(facts.sizes, 1.0)), 1.0)
    return np.where(span, np.maximum(np.log2(np.maximum(share, 1e-9) / expected), 0.0), np.nan)


def made_together(facts: Facts) -> Floats:
    """Members who have nothing of their own were signed up in one burst (bits, as for burst)."""
    return burst(facts) * nothing_of_their_own(facts)


def burst_share(facts: Facts) -> Floats:
    """Return (groups,) the share of the group's sign-ups in its busiest 24 hours, 0 if unknown."""
    return facts.busiest[0]


def handover(facts: Facts) -> Floats:
    """Members pass what they own on: one account ends on it, and the next begins."""
    return unknown(facts) if facts.timing is None else facts.timing.handover.value


def rotation(facts: Facts) -> Floats:
    """Members share the work of one identifier more evenly than people do, and take turns."""
    return unknown(facts) if facts.timing is None else facts.timing.rotation.value


def day_lockstep(facts: Facts) -> Floats:
    """Members are active on the same days: their mean correlation beyond chance."""
    return unknown(facts) if facts.timing is None else facts.timing.day_lockstep.value


def shift(facts: Facts) -> Floats:
    """Members begin something new to them on one and the same day."""
    return unknown(facts) if facts.timing is None else facts.timing.shift.value
