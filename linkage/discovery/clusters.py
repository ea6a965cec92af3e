"""Micro-clusters: accounts held together by pairs, the material of the seeds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from linkage.discovery.graphs import leiden
from linkage.discovery.pairs import Pairs
from linkage.discovery.tokens import Flags, Floats, Ints, Longs

RESOLUTION = 0.02
"""Density, in probability a pair, below which a group falls apart (constant Potts model)."""

Communities = Callable[[Ints, Ints, Floats, int, int, float], Longs]
"""Called with first, second, probability (pairs,), size, seed, resolution: (size,) labels or -1."""


def cluster_pairs(
    pairs: Pairs,
    size: int,
    minimum: int,
    seed: int,
    resolution: float = RESOLUTION,
    communities: Communities | None = None,
) -> Longs:
    """Return (size,) the cluster of each account, from 0, and -1 for accounts in none.

    ``communities`` finds them in place of igraph.
    """
    if communities is not None:
        labels = communities(pairs.first, pairs.second, pairs.probability, size, seed, resolution)
        return renumber(labels, minimum)
    members, ends = np.unique(np.concatenate([pairs.first, pairs.second]), return_inverse=True)
    half = len(pairs.first)
    found = leiden(
        len(members),
        ends[:half].astype(np.int32),
        ends[half:].astype(np.int32),
        pairs.probability,
        objective="CPM",
        resolution=resolution,
        seed=seed,
    )
    clusters = np.full(size, -1, dtype=np.int64)
    clusters[members] = found
    return renumber(clusters, minimum)


def keep(labels: Longs, good: Flags) -> Longs:
    """Return the labels of the good groups, numbered anew in their order; the others get -1."""
    number = np.append(np.where(good, np.cumsum(good) - 1, -1), -1)
    return np.asarray(number[labels])


def renumber(clusters: Longs, minimum: int) -> Longs:
    """Number the clusters by their first account; those below the minimum size become -1."""
    inside = clusters >= 0
    labels, first, back, sizes = np.unique(
        clusters[inside], return_index=True, return_inverse=True, return_counts=True
    )
    large = sizes >= minimum
    number = np.full(len(labels), -1, dtype=np.int64)
    order = np.argsort(first[large], kind="stable")
    number[np.flatnonzero(large)[order]] = np.arange(large.sum())
    result = np.full(len(clusters), -1, dtype=np.int64)
    result[inside] = number[back]
    return result
