"""Communities: candidates for seeds where hardly any pair of accounts shares two things.

In a ring with large pools two accounts seldom share more than one thing, yet its accounts keep to
the ring's scripts, addresses, cards and devices, and outsiders do not. Leiden on the bipartite
graph of accounts and identifiers (hubs left out, all links alike) sees that; a few resolutions
find small and large groups. Who hangs on by one identifier shared with a single member is cut off:
housemates and passers-by, whom communities collect.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from linkage.discovery.clusters import renumber
from linkage.discovery.graphs import leidens
from linkage.discovery.holdings import holdings
from linkage.discovery.tokens import Longs, Tokens

VOLUMES = (40_000, 15_000, 6_000)
"""Links at which a group holds together as tightly as chance would have it: the number of links of
the whole graph over this volume is the resolution of modularity, so that the size of the data does
not decide what is found."""
TIED = 3
"""Members behind an identifier that ties them to their group."""
KEPT = 0.3
"""Share of an identifier's other accounts that are in the group, if it is to tie members."""
CUTS = 2
"""Rounds of cutting off: what a round cuts off no longer ties others."""


def find_communities(tokens: Tokens, minimum: int, seed: int) -> Iterator[Longs]:
    """Yield for each resolution the community (n,) of each account, -1 for none."""
    owner = np.repeat(np.arange(tokens.count), np.diff(tokens.token_start))
    kept = (tokens.plain & ~tokens.hub)[owner]
    codes, column = np.unique(owner[kept], return_inverse=True)
    account = tokens.token_accounts[kept]
    linked = np.zeros(tokens.size, dtype=np.bool_)
    linked[account] = True
    partitions = leidens(
        tokens.size + len(codes),
        account,
        (column + tokens.size).astype(np.int32),
        np.ones(len(account)),
        objective="modularity",
        resolutions=[max(1.0, len(account) / volume) for volume in VOLUMES],
        seed=seed,
    )
    for found in partitions:
        labels = renumber(np.where(linked, found[: tokens.size], -1), minimum)
        for _ in range(CUTS):
            labels = cut_loose_ends(tokens, labels, minimum)
        yield labels


def cut_loose_ends(tokens: Tokens, labels: Longs, minimum: int) -> Longs:
    """Return the groups without the accounts that no identifier ties to enough other members."""
    held = holdings(tokens, labels)
    ties = (held.members >= TIED) & (held.owned >= KEPT)
    ties &= tokens.plain[held.token] & ~tokens.hub[held.token]
    tied = np.zeros(tokens.size, dtype=np.bool_)
    tied[held.member[ties[held.row]]] = True
    return renumber(np.where(tied, labels, -1), minimum)
