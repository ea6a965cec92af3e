"""Rings: the grown set taken apart into groups that hold the same things.

Leiden with modularity on the bipartite graph of grown accounts and the tokens they share. At first
a token weighs what it is worth in the whole data and how much of it is inside. Then the partition
teaches what a token says about rings: its purity, the chance that two of its accounts are in one
ring, weighs it anew, and the graph is partitioned again. So a vendor's kit of templates or a pool
of phone numbers, which several operators use, stops joining their rings. In the end rings that
hardly anything holds together are taken apart (`linkage.discovery.parts`), and those that are cells
of one are put together (`linkage.discovery.cells`).
"""

from __future__ import annotations

import numpy as np
import polars as pl

from linkage.discovery.cells import join_cells
from linkage.discovery.clusters import renumber
from linkage.discovery.graphs import leiden
from linkage.discovery.inside import Inside, links_inside
from linkage.discovery.parts import join_parts
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens

RESOLUTION = 2.0
"""Resolution of modularity at most: above 1 it takes shards of a campaign apart."""
SMALLEST_RESOLUTION = 0.3
FULL = 1000
"""Links from which the first partition has the highest resolution: a handful of accounts would
otherwise fall into pairs."""
PER_RING = 0.1
"""Resolution for each ring, counted by weight: where few rings are, modularity would split them."""
LOOSE = 0.15
"""Weight, at first, of kinds that nobody can own, against 1."""
ROUNDS = 3
"""Partitions after the first one, each with weights learnt from the one before."""
FINER = 4.0
"""Resolution of the parts in which a ring is looked at in the end, times that of the rings."""
KAPPA = 3.0
"""Weight, in accounts, of the purity of tokens of the same kind and size."""


def find_rings(tokens: Tokens, bits: Floats, grown: Flags, minimum: int, seed: int) -> Longs:
    """Return (n,) the ring of each account in the grown set, from 0; -1 for the others."""
    inside = links_inside(tokens, grown)
    share = inside.count / np.maximum(tokens.degree, 1)
    worth = bits / max(float(bits.max(initial=0.0)), 1.0)
    untaught = worth * share * np.where(tokens.ownable[tokens.kind], 1.0, LOOSE)
    first = float(np.clip(RESOLUTION * len(inside.token) / FULL, SMALLEST_RESOLUTION, RESOLUTION))
    labels = _partition(inside, untaught, tokens, seed, first)
    for _ in range(ROUNDS):
        weights = purity(inside, tokens, labels) ** 2 * share
        labels = _partition(inside, weights, tokens, seed, resolution_for(labels))
    weights = purity(inside, tokens, labels) ** 2 * share
    parts = _partition(inside, weights, tokens, seed, FINER * resolution_for(labels))
    rings = join_parts(inside, weights, labels, parts)
    return renumber(join_cells(inside, untaught, rings, minimum), minimum)


def purity(inside: Inside, tokens: Tokens, labels: Longs) -> Floats:
    """Return (t,) the chance that two grown accounts of a token are in one ring.

    Counted without repetition, and shrunk to tokens of the same kind and about the same size.
    """
    parts = (
        pl.DataFrame({"token": inside.token, "label": labels[inside.accounts[inside.member]]})
        .group_by("token", "label")
        .agg(pl.len().cast(pl.Int64).alias("n"))
        .group_by("token")
        .agg((pl.col("n") * (pl.col("n") - 1)).sum().alias("together"))
        .sort("token")
    )
    token = parts["token"].to_numpy()
    size = inside.count[token]
    together = parts["together"].to_numpy() / (size - 1)
    cell = tokens.kind[token].astype(np.int64) * 64 + np.log2(size).astype(np.int64)
    rate = np.bincount(cell, together) / np.maximum(np.bincount(cell, size), 1)
    result = np.zeros(tokens.count)
    result[token] = (together + KAPPA * rate[cell]) / (size + KAPPA)
    return result


def resolution_for(labels: Longs) -> float:
    """Return the resolution for as many rings as the partition has, counted by their weight."""
    sizes = np.bincount(labels[labels >= 0]).astype(np.float64)
    if not sizes.any():
        return RESOLUTION
    rings = sizes.sum() ** 2 / (sizes**2).sum()
    return float(np.clip(PER_RING * rings, SMALLEST_RESOLUTION, RESOLUTION))


def _partition(
    inside: Inside, weights: Floats, tokens: Tokens, seed: int, resolution: float
) -> Longs:
    """Return (n,) the community of each grown account, -1 for the others."""
    kept = weights[inside.token] > 0
    codes, column = np.unique(inside.token[kept], return_inverse=True)
    size = len(inside.accounts)
    found = leiden(
        size + len(codes),
        inside.member[kept].astype(np.int32),
        (column + size).astype(np.int32),
        weights[inside.token[kept]],
        objective="modularity",
        resolution=resolution,
        seed=seed,
    )
    labels = np.full(tokens.size, -1, dtype=np.int64)
    labels[inside.accounts] = found[:size]
    return labels
