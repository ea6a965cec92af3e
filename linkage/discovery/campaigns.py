"""Campaigns: rings that hold what only one operator would hold.

A token that few rings hold joins them, log2(rings / rings that hold it), saturating in the number
of accounts behind it; dependent kinds are capped together and two groups are needed, so that what
a vendor sells to several operators (a kit of templates, a card range) joins nobody.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from linkage.discovery.graphs import leiden
from linkage.discovery.tokens import Floats, Longs, Tokens

CAP = 16.0
"""Bits that one group of kinds can give for a pair of rings."""
SATURATION = 4.0
"""Members of a ring behind a token at which it counts two thirds."""
OWNED = 0.3
"""Share of a token's accounts that are in rings, from which it can join rings."""
MANY = 64
"""Rings, at least, among which a token's rarity is counted."""
MINIMUM = 14.0
"""Bits at which two rings are looked at together."""
RESOLUTION = 8.0
"""Mean bits between the rings of a campaign (constant Potts model)."""


def find_campaigns(tokens: Tokens, bits: Floats, labels: Longs, seed: int) -> Longs:
    """Return (rings,) the campaign of each ring, from 0 in the order of the rings."""
    rings = int(labels.max()) + 1 if len(labels) else 0
    if rings < 2:
        return np.arange(rings, dtype=np.int64)
    total, kinds = ring_pairs(tokens, bits, labels, rings)
    upper = sparse.triu(total, k=1).tocoo()
    if upper.nnz == 0:
        return np.arange(rings, dtype=np.int64)
    enough = np.asarray(kinds[upper.row, upper.col]).ravel() >= 2
    keep = enough & (upper.data >= MINIMUM)
    return leiden(
        rings,
        upper.row[keep].astype(np.int32),
        upper.col[keep].astype(np.int32),
        upper.data[keep],
        objective="CPM",
        resolution=RESOLUTION,
        seed=seed,
    )


def ring_pairs(
    tokens: Tokens, bits: Floats, labels: Longs, rings: int
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Return (rings, rings) sparse: bits between rings, and how many groups of kinds give them."""
    owners = np.repeat(np.arange(tokens.count), np.diff(tokens.token_start))
    ring = labels[tokens.token_accounts]
    inside = ring >= 0
    share = np.bincount(owners[inside], minlength=tokens.count) / np.maximum(tokens.degree, 1)
    useful = tokens.plain & tokens.ownable[tokens.kind] & (share >= OWNED) & (bits > 0)
    kept = inside & useful[owners]
    counts = sparse.coo_matrix(
        (np.ones(kept.sum()), (ring[kept], owners[kept])), shape=(rings, tokens.count)
    ).tocsr()
    holders = np.bincount(counts.indices, minlength=tokens.count)
    worth = np.sqrt(np.maximum(np.log2(max(rings, MANY) / np.maximum(holders, 1)), 0.0))
    total = sparse.csr_matrix((rings, rings))
    kinds = sparse.csr_matrix((rings, rings))
    for group in range(len(tokens.groups)):
        mine = np.flatnonzero(useful & (tokens.group == group) & (holders > 1) & (worth > 0))
        part = counts[:, mine].copy()
        part.data = 1.0 - np.exp(-part.data / SATURATION)
        part = part @ sparse.diags(worth[mine])
        product = (part @ part.T).tocsr()
        product.data = np.minimum(product.data, CAP)
        total = total + product
        product.data = (product.data >= 1.0).astype(np.float64)
        kinds = kinds + product
    return total, kinds
