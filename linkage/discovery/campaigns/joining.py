"""Joining rings while the mean evidence between them is enough.

Average linkage (Sokal and Michener, 1958): the two groups with the greatest mean over all pairs of
their rings are joined first, and pairs without evidence count as 0. So a ring that shares much
with one shard and nothing with the others stays outside, at any number of shards, and a chain of
weak bridges holds no campaign together.
"""

from __future__ import annotations

import heapq

import numpy as np
from scipy import sparse

from linkage.discovery.tokens import Longs


def average_linkage(evidence: sparse.csr_matrix, enough: float) -> Longs:
    """Return (n,) the group of each of ``n`` rings, from 0 in the order of their first rings.

    ``evidence`` is (n, n) sparse, symmetric, 0 or more; groups are joined while the mean between
    two of them is ``enough`` or more. Equal means are taken in the order of the rings.
    """
    size = evidence.shape[0]
    sums = _rows(evidence)
    members = dict.fromkeys(range(size), 1)
    group = list(range(size))
    best = [(-value, a, b) for a in sums for b, value in sums[a].items() if a < b]
    best = [entry for entry in best if -entry[0] >= enough]
    heapq.heapify(best)
    while best:
        mean, a, b = heapq.heappop(best)
        if a not in members or b not in members:
            continue
        if -mean != sums[a][b] / (members[a] * members[b]):
            continue  # One of the two has grown since.
        members[a] += members.pop(b)
        group[b] = a
        for other, value in sums.pop(b).items():
            del sums[other][b]
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + value
        for other, value in sums[a].items():
            now = value / (members[a] * members[other])
            if now >= enough:
                heapq.heappush(best, (-now, min(a, other), max(a, other)))
    # A group is named after a ring with a smaller number, which was settled before.
    for ring in range(size):
        group[ring] = group[group[ring]]
    return np.unique(group, return_inverse=True)[1].astype(np.int64)


def _rows(evidence: sparse.csr_matrix) -> dict[int, dict[int, float]]:
    """Return the evidence of each ring with the others."""
    rows = {}
    for ring in range(evidence.shape[0]):
        part = slice(evidence.indptr[ring], evidence.indptr[ring + 1])
        others, values = evidence.indices[part].tolist(), evidence.data[part].tolist()
        rows[ring] = {o: v for o, v in zip(others, values, strict=True) if v > 0.0}
    return rows
