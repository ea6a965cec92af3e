"""Joining rings while the mean evidence between them is enough."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from linkage.discovery.agglomeration import agglomerate
from linkage.discovery.tokens import Longs


def average_linkage(evidence: sparse.csr_matrix, enough: float) -> Longs:
    """Return (n,) the group of each of ``n`` rings, from 0 in the order of their first rings.

    Average linkage (Sokal and Michener, 1958): the two groups with the greatest mean over all pairs
    of their rings are joined first, and pairs without evidence count as 0. So a ring that shares
    much with one shard and nothing with the others stays outside, at any number of shards, and a
    chain of weak bridges holds no campaign together.

    ``evidence`` is (n, n) sparse, symmetric, 0 or more; groups are joined while the mean between
    two of them is ``enough`` or more.
    """
    return agglomerate(evidence, np.ones(evidence.shape[0]), _mean, _members, enough)


def _mean(total: float, first: float, second: float) -> float:
    return total / (first * second)


def _members(_total: float, first: float, second: float) -> float:
    return first + second
