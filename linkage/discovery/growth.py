"""Growth: accounts that belong to the seeds' operators although no pair said so.

The seeds teach what an observation is worth (`linkage.discovery.belief`); each account is weighed
anew, the seeds too: those that do not fit leave. The grown set teaches the next round.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from linkage.discovery.belief import Traits, membership_evidence
from linkage.discovery.tokens import Flags, Floats, Tokens

ROUNDS = 6
JOIN = 3.3
"""Log-odds, base 2, from which an account joins or stays."""
SURE = 0.9
"""Belief from which a seed stays as long as more speaks for it than against, where the data have
kinds enough to tell."""
STRONG_GROUPS = 2
"""Groups of kinds that must speak clearly for an account, where the data have more than two."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The grown set: ``belief`` (n,) is the probability of being in a ring, 0 outside the set."""

    belief: Floats
    joined: npt.NDArray[np.int8]
    """(n,) the round in which an account joined: 0 for seeds, -1 for the others."""

    @property
    def inside(self) -> Flags:
        """(n,) the grown set."""
        return self.belief > 0.0


def grow(tokens: Tokens, bits: Floats, seeds: Floats, traits: Traits) -> Growth:
    """Return the seeds that fit and the accounts that join them.

    ``seeds`` (n,) is the belief, from 0 to 1, that an account is in a ring.
    """
    belief = seeds.astype(np.float64)
    joined = np.where(belief > 0, 0, -1).astype(np.int8)
    if tokens.count == 0:
        return Growth(belief, joined)
    needed = STRONG_GROUPS if len(np.unique(tokens.group[tokens.plain])) > STRONG_GROUPS else 1
    for number in range(1, ROUNDS + 1):
        if not belief.any():
            break
        log_odds, strong = membership_evidence(tokens, bits, belief, traits)
        kept = (seeds >= SURE) & (log_odds >= 0.0) & (strong >= 1) & (needed > 1)
        member = kept | ((log_odds >= JOIN) & (strong >= needed))
        joined[member & (joined < 0)] = number
        joined[~member] = -1
        belief = np.where(member, 1.0 / (1.0 + np.exp2(-log_odds)), 0.0)
    return Growth(belief, joined)
