"""Rings: the grown set taken apart into groups that hold the same things."""

from __future__ import annotations

import numpy as np

from linkage.discovery.clusters import renumber
from linkage.discovery.graphs import leiden
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens

RESOLUTION = 4.0
"""Resolution of modularity: above 1 it takes shards of a campaign apart."""
LOOSE = 0.15
"""Weight of kinds that nobody can own, against 1."""


def find_rings(tokens: Tokens, bits: Floats, inside: Flags, minimum: int, seed: int) -> Longs:
    """Return (n,) the ring of each account in the grown set, from 0; -1 for the others.

    Leiden with modularity on the bipartite graph of grown accounts and the tokens that two or
    more of them share; an edge weighs what the token is worth and how much of it is inside.
    """
    members = np.flatnonzero(inside)
    lengths = tokens.account_start[members + 1] - tokens.account_start[members]
    account = np.repeat(np.arange(len(members)), lengths)
    offsets = np.arange(len(account)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    token = tokens.account_tokens[tokens.account_start[members][account] + offsets]
    count = np.bincount(token, minlength=tokens.count)
    use = (count > 1) & (bits > 0.0)
    worth = bits / max(float(bits.max(initial=0.0)), 1.0)
    weight = worth * count / np.maximum(tokens.degree, 1)
    weight = weight * np.where(tokens.ownable[tokens.kind], 1.0, LOOSE)
    kept = use[token] & (weight[token] > 0)
    account, token = account[kept], token[kept]
    codes, column = np.unique(token, return_inverse=True)
    found = leiden(
        len(members) + len(codes),
        account.astype(np.int32),
        (column + len(members)).astype(np.int32),
        weight[token],
        objective="modularity",
        resolution=RESOLUTION,
        seed=seed,
    )
    labels = np.full(tokens.size, -1, dtype=np.int64)
    labels[members] = found[: len(members)]
    return renumber(labels, minimum)
