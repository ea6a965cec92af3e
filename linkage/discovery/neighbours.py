"""Neighbours: people behind an address that a ring used too, and that is all they share with it.

Proxies run in honest homes, and addresses go from customer to customer. Who has nothing of a ring's
but addresses, and signed up at another time than those who are well tied to it, is a neighbour more
often than a member, and is left out. Who signed up with the others stays.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.holdings import best_of_groups, holdings
from linkage.discovery.membership import token_worth
from linkage.discovery.profiles import UNKNOWN
from linkage.discovery.timing.spells import DAY
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens

TIED = 2.0
"""Bits from which a group of kinds ties a member to its ring."""
HARDLY = 0.5
"""Bits up to which a group of kinds hardly does."""
MIDDLE = (0.05, 0.95)
"""Quantiles of the sign-ups of the members who are tied by two groups of kinds or more."""
LEAST_TIED = 4
"""Such members from which a ring has a time of its own."""
APART = 7.0
"""Days before or after that time from which a sign-up is at another."""


def neighbours(tokens: Tokens, bits: Floats, created: Longs, labels: Longs) -> Flags:
    """Return (n,) the members of rings (labels, -1 for none) who look like neighbours.

    ``bits`` (t,) is what sharing a token is worth, ``created`` (n,) the sign-ups in microseconds,
    UNKNOWN where they are not known.
    """
    nobody = np.zeros(tokens.size, dtype=np.bool_)
    if "network" not in tokens.groups or labels.max(initial=-1) < 0:
        return nobody
    held = holdings(tokens, labels)
    best = best_of_groups(tokens, held, token_worth(tokens, bits, held))
    inside = (labels >= 0) & (created != UNKNOWN)
    tied = inside & ((best >= TIED).sum(axis=1) > 1)
    network = tokens.groups.index("network")
    others = np.delete(best, network, axis=1).max(axis=1, initial=0.0)
    loose = inside & (others <= HARDLY) & (best[:, network] > HARDLY)
    begin, end = _times(created, labels, tied, held.groups)
    apart = APART * DAY
    early, late = created < begin[labels] - apart, created > end[labels] + apart
    return np.asarray(loose & (early | late), dtype=np.bool_)


def _times(created: Longs, labels: Longs, tied: Flags, rings: int) -> tuple[Floats, Floats]:
    """Return (rings + 1,) when the middle of a ring's tied members began and ended to sign up."""
    begin, end = np.full(rings + 1, -np.inf), np.full(rings + 1, np.inf)
    who = np.flatnonzero(tied)
    who = who[np.argsort(labels[who], kind="stable")]
    bounds = np.searchsorted(labels[who], np.arange(rings + 1))
    for ring in np.flatnonzero(np.diff(bounds) >= LEAST_TIED):
        mine = created[who[bounds[ring] : bounds[ring + 1]]]
        begin[ring], end[ring] = np.quantile(mine, MIDDLE)
    return begin, end
