# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN202, ANN201
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""Clusters among prompts that hold one shingle: a leader, its neighbours, what they share."""

from __future__ import annotations

import numpy as np
from numba import njit

from linkage.templates.sets import common_shingles, count_marked, count_shingles, set_marks

LEADER_JACCARD = 0.35
"""Similarity to the leader; reworded prompts of one script share about this much."""
CONTAINMENT = 0.5
"""Share of a scaffold's shingles that a prompt must hold."""
CORE_SHARE = 0.4
"""Share of the members that hold a shingle of the scaffold."""
ANCHOR_SHARE = 0.02
"""Share of the prompts below which a shingle does not count in their clusters."""
MINIMUM_CORE = 5
"""Shingles of the smallest scaffold."""


@njit(nogil=True, cache=True)
def find_cluster(alive, rows, ids, counts, marks, minimum):
    """Find the strongest cluster among prompts; return its core and the prompts left.

    An empty core says that nothing is left to find, one of a single shingle that the strongest
    leader has no cluster.
    """
    leader, around, sizes = _leader(alive, rows, ids, counts, minimum)
    if leader < 0:
        return np.empty(0, np.int32), alive[:0]
    members = np.zeros(len(alive), np.bool_)
    set_marks(around, marks, True)
    for index in range(len(alive)):
        both = count_marked(alive[index], rows, ids, marks)
        members[index] = both >= LEADER_JACCARD * (len(around) + sizes[index] - both)
    set_marks(around, marks, False)
    core = np.empty(0, np.int32)
    if members.sum() >= minimum:
        core = _settle(alive, members, rows, ids, counts, marks, minimum)
    keep = ~members
    keep[leader] = False
    if members.sum() < minimum or len(core) == 0:
        return np.zeros(1, np.int32), alive[keep]
    return core, alive[keep]


@njit(nogil=True, cache=True)
def _leader(alive, rows, ids, counts, minimum):
    """Return the prompt that shares most with the others, what it shares, and how much each does.

    The prompt is a position in ``alive``, -1 if none shares enough.
    """
    count_shingles(alive, rows, ids, counts, 1)
    floor = max(minimum, np.int64(np.ceil(ANCHOR_SHARE * len(alive))))
    best, leader = np.int64(-1), np.int64(-1)
    sizes = np.zeros(len(alive), np.int32)
    for index in range(len(alive)):
        strength = np.int64(0)
        for place in range(rows[alive[index]], rows[alive[index] + 1]):
            if counts[ids[place]] >= floor:
                sizes[index] += 1
                strength += counts[ids[place]]
        if strength > best and sizes[index] >= MINIMUM_CORE:
            best, leader = strength, np.int64(index)
    around = np.empty(0 if leader < 0 else sizes[leader], np.int32)
    if leader >= 0:
        size = 0
        for place in range(rows[alive[leader]], rows[alive[leader] + 1]):
            if counts[ids[place]] >= floor:
                around[size] = ids[place]
                size += 1
    count_shingles(alive, rows, ids, counts, -1)
    return leader, around, sizes


@njit(nogil=True, cache=True)
def _settle(alive, members, rows, ids, counts, marks, minimum):
    """Return what the members share, after taking as members twice those that hold half of it."""
    least = max(minimum // 2, 2)
    core = common_shingles(alive[members], rows, ids, counts, least, CORE_SHARE)
    for _ in range(2):
        set_marks(core, marks, True)
        for index in range(len(alive)):
            members[index] = count_marked(alive[index], rows, ids, marks) >= CONTAINMENT * len(core)
        set_marks(core, marks, False)
        if members.sum() < minimum:
            break
        core = common_shingles(alive[members], rows, ids, counts, least, CORE_SHARE)
    return core
