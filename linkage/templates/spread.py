# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN202, ANN201, PLR0917
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""From a core found in a few prompts to all prompts that hold it, and what these share."""

from __future__ import annotations

import numpy as np
from numba import njit

from linkage.templates.cluster import CORE_SHARE
from linkage.templates.frequent import BACKGROUND
from linkage.templates.sets import common_shingles, set_marks

HELD = 0.6
"""Share of the weight of a scaffold's probes that its other prompts must hold."""
STEADY = 0.5
"""Weighted Jaccard similarity to its seed below which a scaffold has drifted."""
SETTLED = 0.9
"""The same to the round before, from which a scaffold is final."""
PROBES = 24
"""Rarest shingles of a scaffold through which its other prompts are found."""


@njit(nogil=True, cache=True)
def spread_core(core, rows, ids, posts, holders, counts, marks, held, explained, minimum):
    """Look for a core in all prompts, take their common core, and mark what it explains.

    A common core that has lost half of what was looked for is another, more general one: then
    the first core stays.
    """
    prompts = max(len(rows) - 1, BACKGROUND)
    seed = core
    members = np.empty(0, np.int32)
    for _ in range(2):
        members = _holders(core, posts, holders, held, prompts)
        if len(members) < minimum:
            return core[:0]
        fresh = common_shingles(members, rows, ids, counts, 2, CORE_SHARE)
        if _likeness(seed, fresh, posts, prompts, marks) < STEADY:
            core = seed
            break
        settled = _likeness(core, fresh, posts, prompts, marks) >= SETTLED
        core = fresh
        if settled:
            break
    set_marks(core, marks, True)
    for prompt in members:
        for place in range(rows[prompt], rows[prompt + 1]):
            if marks[ids[place]]:
                explained[place] = True
    set_marks(core, marks, False)
    return core


@njit(nogil=True, cache=True)
def _holders(core, posts, holders, held, prompts):
    """Return, ascending, the prompts that hold enough of the core's rarest shingles."""
    frequency = posts[core + 1] - posts[core]
    probes = core[np.argsort(frequency, kind="mergesort")[:PROBES]]
    touched = np.empty(np.sum(np.sort(frequency)[:PROBES]), np.int32)
    size = 0
    total = 0.0
    for shingle in probes:
        weight = np.log2(prompts / (posts[shingle + 1] - posts[shingle]))
        total += weight
        for post in range(posts[shingle], posts[shingle + 1]):
            prompt = holders[post]
            if held[prompt] == 0:
                touched[size] = prompt
                size += 1
            held[prompt] += weight
    members = np.empty(size, np.int32)
    kept = 0
    for prompt in touched[:size]:
        if held[prompt] >= HELD * total:
            members[kept] = prompt
            kept += 1
        held[prompt] = 0
    return np.sort(members[:kept])


@njit(nogil=True, cache=True)
def _likeness(left, right, posts, prompts, marks):
    """Return the weighted Jaccard similarity of two cores."""
    for shingle in left:
        marks[shingle] = True
    both, either = 0.0, 0.0
    for shingle in right:
        weight = np.log2(prompts / (posts[shingle + 1] - posts[shingle]))
        either += weight
        if marks[shingle]:
            both += weight
            marks[shingle] = False
    for shingle in left:
        if marks[shingle]:
            either += np.log2(prompts / (posts[shingle + 1] - posts[shingle]))
            marks[shingle] = False
    return both / max(either, 1e-9)
