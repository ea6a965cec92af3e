"""Pools: many identifiers of one kind, each for a few members of a group and hardly anybody else.

An operator who works many accounts spreads them over devices, cards, addresses and scripts. Honest
groups share few things by many: one office, one card, one domain. A thing that most of the group
has is therefore no pool, nor is one that two members have: housemates share those.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.holdings import Holdings, tied_by
from linkage.discovery.tokens import Flags, Floats, Tokens

FEW = 3
"""Members behind an identifier of a pool, at least."""
MOST = 0.5
"""Share of the group behind an identifier above which it is no part of a pool."""
OWNED = 0.5
"""Share of the identifier's other accounts that are in the group, at least."""


def pool_rows(tokens: Tokens, held: Holdings) -> Flags:
    """Return which rows of the holdings belong to a pool."""
    most = np.maximum(MOST * held.sizes[held.group], FEW)
    some = (held.members >= FEW) & (held.members <= most) & (held.owned >= OWNED)
    return np.asarray(some & tokens.plain[held.token] & ~tokens.hub[held.token])


def kinds_of_pools(tokens: Tokens, held: Holdings) -> Floats:
    """Return (n,) the independent kinds in which an account draws from a pool of its group."""
    tied = tied_by(tokens, held, pool_rows(tokens, held))
    return np.asarray(tied.sum(axis=1), dtype=np.float64)
