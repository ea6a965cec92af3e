"""Neighbours: people who came upon something of a ring's, such as the address of its proxy.

Proxies run in honest homes, and addresses go from customer to customer. Who has nothing of a ring's
but addresses, and signed up at another time than those who are well tied to it, is a neighbour more
often than a member, and is left out. So is who is hardly tied to it and lives elsewhere, on
machines, cards and addresses that nobody else has: operators buy such things by the pool, and few
for one account. Who signed up with the others and has little of its own stays.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.belief import own_things
from linkage.discovery.holdings import Holdings, best_of_groups, holdings
from linkage.discovery.membership import tie, token_worth
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
EVEN = 0.5
"""Log-odds, base 2, of a membership that is about as likely as not."""
LIVED_IN = 3
"""Things of its own on which an account leads a life of its own."""
THINGS = frozenset({"device", "payment", "network"})
"""What people have for themselves and operators have in pools; mailboxes and prompts are made."""


def neighbours(tokens: Tokens, bits: Floats, created: Longs, labels: Longs) -> Flags:
    """Return (n,) the members of rings (labels, -1 for none) who look like neighbours.

    ``bits`` (t,) is what sharing a token is worth, ``created`` (n,) the sign-ups in microseconds,
    UNKNOWN where they are not known.
    """
    if labels.max(initial=-1) < 0:
        return np.zeros(tokens.size, dtype=np.bool_)
    held = holdings(tokens, labels)
    best = best_of_groups(tokens, held, token_worth(tokens, bits, held))
    elsewhere = (tie(best) <= EVEN) & (own_things(tokens, THINGS) >= LIVED_IN)
    apart = elsewhere | _other_times(tokens, held, best, created, labels)
    return np.asarray((labels >= 0) & apart, dtype=np.bool_)


def _other_times(
    tokens: Tokens, held: Holdings, best: Floats, created: Longs, labels: Longs
) -> Flags:
    """Return (n,) who has only addresses of its ring's, and signed up at another time."""
    if "network" not in tokens.groups:
        return np.zeros(tokens.size, dtype=np.bool_)
    known = (labels >= 0) & (created != UNKNOWN)
    tied = known & ((best >= TIED).sum(axis=1) > 1)
    network = tokens.groups.index("network")
    others = np.delete(best, network, axis=1).max(axis=1, initial=0.0)
    loose = known & (others <= HARDLY) & (best[:, network] > HARDLY)
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
