"""Joining groups two by two, the closest first, while they are close enough.

What is between two groups is known for those that have anything in common, and adds up when groups
are joined; how close that makes them depends on the weights of both, so that many measures of
hierarchical clustering (Sokal and Michener, 1958; Lance and Williams, 1967) are one loop.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from linkage.discovery.tokens import Floats, Longs

Closeness = Callable[[float, float, float], float]
"""Called with what is between two groups and with the weight of each: how close they are."""
Joined = Callable[[float, float, float], float]
"""Called with the same: the weight of both together."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Group ``other`` joins group ``group``; both are named after their first item."""

    group: int
    other: int
    close: float


def agglomerate(
    between: sparse.csr_matrix,
    weights: Floats,
    closeness: Closeness,
    joined: Joined,
    enough: float,
) -> Longs:
    """Return (n,) the group of each of ``n`` items, from 0 in the order of their first items.

    The arguments are those of `merges`.
    """
    return after(merges(between, weights, closeness, joined, enough), between.shape[0])


def after(found: Iterable[Merge], size: int) -> Longs:
    """Return (size,) the group of each item after these merges, from 0 in the order of the items.

    Of a merge that is among them, all that lie below it must be.
    """
    group = list(range(size))
    for merge in found:
        group[merge.other] = merge.group
    # A group is named after an item with a smaller number, which is settled before.
    for item in range(size):
        group[item] = group[group[item]]
    return np.unique(group, return_inverse=True)[1].astype(np.int64)


def merges(
    between: sparse.csr_matrix,
    weights: Floats,
    closeness: Closeness,
    joined: Joined,
    enough: float,
) -> list[Merge]:
    """Return what joins what, in order: the two groups with the greatest closeness come first.

    ``between`` is (n, n) sparse, symmetric, 0 or more; its diagonal is ignored. Groups are joined
    while their closeness is ``enough`` or more; equal ones are taken in the order of the items.
    """
    sums = _rows(between)
    weight = dict(enumerate(weights.tolist()))
    found = []
    best = [
        (-closeness(value, weight[a], weight[b]), a, b)
        for a in sums
        for b, value in sums[a].items()
        if a < b
    ]
    best = [entry for entry in best if -entry[0] >= enough]
    heapq.heapify(best)
    while best:
        close, a, b = heapq.heappop(best)
        if a not in weight or b not in weight:
            continue
        if -close != closeness(sums[a][b], weight[a], weight[b]):
            continue  # One of the two has grown since.
        found.append(Merge(a, b, -close))
        weight[a] = joined(sums[a][b], weight[a], weight.pop(b))
        for other, value in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + value
        for other, value in sums[a].items():
            first, last = min(a, other), max(a, other)
            now = closeness(value, weight[first], weight[last])
            if now >= enough:
                heapq.heappush(best, (-now, first, last))
    return found


def _rows(between: sparse.csr_matrix) -> dict[int, dict[int, float]]:
    """Return what is between each item and the others."""
    rows = {}
    for item in range(between.shape[0]):
        part = slice(between.indptr[item], between.indptr[item + 1])
        others, values = between.indices[part].tolist(), between.data[part].tolist()
        rows[item] = {o: v for o, v in zip(others, values, strict=True) if v > 0.0 and o != item}
    return rows
