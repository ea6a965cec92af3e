"""How surely each account belongs to its ring, and who is core and who is rim."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from linkage.discovery.holdings import Holdings, best_of_groups, holdings
from linkage.discovery.scoring import probability
from linkage.discovery.tokens import Flags, Floats, Ints, Longs, Tokens

CAP = 8.0
"""Bits that one group of kinds can give for a membership."""
LOOSE_CAP = 4.0
"""Bits that a kind which nobody can own can give."""
BASE = 0.05
"""Chance of an account that shares one thing with a ring to belong to it, before evidence."""
BASE_BITS = float(np.log2(BASE / (1 - BASE)))
"""The same in bits of log-odds."""
SHRINK = 1.0
"""Weight, in accounts, of the base in the share of a token that the ring owns."""


@dataclass(frozen=True, slots=True)
class Membership:
    """``log_odds`` (n,) base 2, of belonging to its own ring; ``core`` (n,) well-tied members."""

    log_odds: Floats
    groups: npt.NDArray[np.int64]
    core: Flags

    @property
    def confidence(self) -> Floats:
        """(n,) membership confidence from 0 to 1."""
        return probability(self.log_odds)


def ring_membership(tokens: Tokens, bits: Floats, labels: Longs) -> Membership:
    """Weigh each account's tokens by how much of them its own ring holds (itself left out)."""
    held = holdings(tokens, labels)
    worth = token_worth(tokens, bits, held)
    best = best_of_groups(tokens, held, worth)
    log_odds = tie(best)
    groups = (best >= 2.0).sum(axis=1)
    log_odds = np.where(labels >= 0, log_odds, -np.inf)
    return Membership(log_odds, groups, (labels >= 0) & (log_odds >= 3.3) & (groups >= 2))


def tie(best: Floats) -> Floats:
    """Return (n,) the log-odds, base 2, of belonging to a ring, of the best bits (n, groups)."""
    return np.asarray(best.sum(axis=1) + BASE_BITS)


def token_worth(tokens: Tokens, bits: Floats, held: Holdings) -> Floats:
    """Return (rows,) the bits that holding an identifier gives towards its ring.

    A token of one hour gives none: its identifier does.
    """
    ownable = tokens.ownable[tokens.kind[held.token]]
    worth = holding_worth(held.members, tokens.degree[held.token], ownable)
    return np.where((bits[held.token] > 0) & tokens.plain[held.token], worth, 0.0)


def holding_worth(members: Longs, degree: Ints, ownable: Flags) -> Floats:
    """Return the bits of tokens with so many accounts (``degree``), so many of them in the ring.

    log2 odds of the shrunk share of the other accounts that are in the ring, against the base.
    """
    share = (members - 1.0 + SHRINK * BASE) / (degree - 1.0 + SHRINK)
    worth = np.log2(share / (1 - share)) - BASE_BITS
    return np.asarray(np.clip(worth, 0.0, np.where(ownable, CAP, LOOSE_CAP)))


def holding_bits(members: int, degree: int, ownable: bool) -> float:
    """Return `holding_worth` of one token."""
    worth = holding_worth(np.array([members]), np.array([degree], np.int32), np.array([ownable]))
    return float(worth[0])
