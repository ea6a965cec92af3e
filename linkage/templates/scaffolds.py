# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN202, PLR0917
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""Discovery of scaffolds: groups of prompts that share more constant text than chance explains.

Every frequent shingle is an anchor. In the order of their frequency, the prompts that hold an
anchor (and are not explained by an earlier scaffold that holds it too) are clustered: a leader,
its neighbours by Jaccard similarity, the shingles that most of them hold, and again until stable.
The scaffold is then looked for in all prompts, and what it explains is taken from the anchors.
So the start, the end, the middle and any order of sentences are found in one and the same way.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.templates.cluster import MINIMUM_CORE, find_cluster
from linkage.templates.frequent import FrequentShingles
from linkage.templates.spread import spread_core

SAMPLE = 256
"""Prompts of one anchor that are clustered."""
KNOWN = 0.75
"""Share of the larger one that two cores have in common if they are the same."""
FAILURES = 3
"""Leaders in a row without a cluster after which an anchor is left."""
WORK = 50
"""Times that a shingle of a prompt is looked at, on average, in clustering: bounds hostile text."""
LOOK = 200
"""Prompts of an anchor that are looked at before they are clustered."""
NEAR, COMPANY = 4, 3
"""An anchor is worth a look if, up to 4 places away, at least 3 other shingles recur."""


def find_scaffolds(frequent: FrequentShingles, minimum: int) -> list[NDArray[np.int32]]:
    """Return scaffolds as arrays of frequent-shingle numbers, strongest anchor first."""
    order = np.argsort(frequent.document_frequency, kind="stable").astype(np.int64)
    size = max(len(frequent.hashes) * 4, 1024)
    cores = np.empty(size, np.int32)
    bounds = np.zeros(len(frequent.hashes) + 2, np.int64)
    found = _peel(
        order,
        frequent.rows,
        frequent.ids,
        frequent.posts,
        frequent.holders,
        frequent.places,
        minimum,
        cores,
        bounds,
    )
    return [cores[bounds[i] : bounds[i + 1]].copy() for i in range(found)]


@njit(nogil=True, cache=True)
def _peel(order, rows, ids, posts, holders, places, minimum, cores, bounds):
    """Process the anchors; fill ``cores`` and ``bounds`` and return the number of scaffolds."""
    shingles = len(posts) - 1
    explained = np.zeros(len(ids), np.bool_)
    counts = np.zeros(shingles, np.int32)
    marks = np.zeros(shingles, np.bool_)
    held = np.zeros(len(rows) - 1, np.float32)
    owner = np.full(shingles, -1, np.int32)
    found, work, failures = 0, 0, 0
    limit = WORK * len(ids) + 10_000_000
    for anchor in order:
        alive = _unexplained(anchor, posts, places, holders, explained, minimum)
        failures = 0
        if len(alive) and not _has_company(anchor, ids, posts, places, explained, counts, minimum):
            continue
        while len(alive) >= minimum and failures < FAILURES and work < limit:
            for prompt in alive:
                work += rows[prompt + 1] - rows[prompt]
            core, alive = find_cluster(alive, rows, ids, counts, marks, minimum)
            if len(core) < MINIMUM_CORE:
                failures = failures + 1 if len(core) else FAILURES
                continue
            failures = 0
            if _is_known(core, owner, bounds):
                continue
            core = spread_core(
                core, rows, ids, posts, holders, counts, marks, held, explained, minimum
            )
            if len(core) < MINIMUM_CORE or bounds[found] + len(core) > len(cores):
                continue
            cores[bounds[found] : bounds[found] + len(core)] = core
            bounds[found + 1] = bounds[found] + len(core)
            owner[core] = found
            found += 1
            if found + 2 > len(bounds):
                return found
    return found


@njit(nogil=True, cache=True)
def _unexplained(anchor, posts, places, holders, explained, minimum):
    """Return a sample of the prompts in which no scaffold explains the anchor yet, if enough are.

    Every k-th one is taken: the order is that of fingerprints, so this is a fair sample.
    """
    free = 0
    for post in range(posts[anchor], posts[anchor + 1]):
        free += not explained[places[post]]
    group = np.empty(min(free, SAMPLE) if free >= minimum else 0, np.int32)
    if free < minimum:
        return group
    size, seen = 0, 0
    for post in range(posts[anchor], posts[anchor + 1]):
        if not explained[places[post]]:
            if seen * SAMPLE // max(free, SAMPLE) == size and size < len(group):
                group[size] = holders[post]
                size += 1
            seen += 1
    return group[:size]


@njit(nogil=True, cache=True)
def _is_known(core, owner, bounds):
    """Tell whether a core is nearly one that was found; ``owner`` is each shingle's latest one."""
    for index in range(0, len(core), max(1, len(core) // 4)):
        known = owner[core[index]]
        if known < 0:
            continue
        both = 0
        for shingle in core:
            both += owner[shingle] == known
        if both >= KNOWN * max(len(core), bounds[known + 1] - bounds[known]):
            return True
    return False


@njit(nogil=True, cache=True)
def _has_company(anchor, ids, posts, places, explained, counts, minimum):
    """Tell whether the anchor's prompts share other shingles close to it, as in a scaffold.

    Most frequent shingles are plain language: their neighbours differ from prompt to prompt.
    """
    company = 0
    looked = 0
    for post in range(posts[anchor], posts[anchor + 1]):
        place = places[post]
        if explained[place]:
            continue
        for near in range(max(place - NEAR, 0), min(place + NEAR + 1, len(ids))):
            counts[ids[near]] += 1
            if counts[ids[near]] == minimum:
                company += 1
        looked += 1
        if company > COMPANY or looked >= LOOK:
            break
    looked = 0
    for post in range(posts[anchor], posts[anchor + 1]):
        place = places[post]
        if explained[place]:
            continue
        for near in range(max(place - NEAR, 0), min(place + NEAR + 1, len(ids))):
            counts[ids[near]] = 0
        looked += 1
        if looked >= LOOK:
            break
    return company > COMPANY
