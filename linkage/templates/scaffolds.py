# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN202, C901, PLR0912, PLR0915, PLR0917
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

from linkage.templates.frequent import BACKGROUND, FrequentShingles

SAMPLE = 256
"""Prompts of one anchor that are clustered."""
LEADER_JACCARD = 0.35
"""Similarity to the leader; reworded prompts of one script share about this much."""
CONTAINMENT = 0.5
"""Share of a scaffold's weight that a prompt must hold."""
SPREAD = 0.6
"""The same, when other prompts of a scaffold are looked for."""
STEADY = 0.5
"""Weighted Jaccard similarity to its seed below which a scaffold has drifted."""
SETTLED = 0.9
"""The same to the round before, from which a scaffold is final."""
CORE_SHARE = 0.4
"""Share of the members that hold a shingle of the scaffold."""
ANCHOR_SHARE = 0.02
"""Share of an anchor's prompts below which a shingle does not count in that anchor's group."""
MINIMUM_CORE = 5
"""Shingles of the smallest scaffold."""
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
PROBES = 24
"""Rarest shingles of a scaffold through which its other prompts are found."""


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
    prompts = len(rows) - 1
    shingles = len(posts) - 1
    explained = np.zeros(len(ids), np.bool_)
    counts = np.zeros(shingles, np.int32)
    in_core = np.zeros(shingles, np.bool_)
    held = np.zeros(prompts, np.float32)
    owner = np.full(shingles, -1, np.int32)
    group = np.empty(SAMPLE, np.int32)
    found = 0
    work, limit = 0, WORK * len(ids) + 10_000_000
    for anchor in order:
        free = 0
        for post in range(posts[anchor], posts[anchor + 1]):
            free += not explained[places[post]]
        if free < minimum or not _has_company(
            anchor, ids, posts, places, explained, counts, minimum
        ):
            continue
        # every k-th free prompt: the order is that of fingerprints, so this is a fair sample
        size, seen = 0, 0
        for post in range(posts[anchor], posts[anchor + 1]):
            if not explained[places[post]]:
                if seen * SAMPLE // max(free, SAMPLE) == size and size < SAMPLE:
                    group[size] = holders[post]
                    size += 1
                seen += 1
        alive = group[:size].copy()
        failures = 0
        while len(alive) >= minimum and failures < FAILURES and work < limit:
            for prompt in alive:
                work += rows[prompt + 1] - rows[prompt]
            core, alive = _cluster(alive, rows, ids, counts, in_core, minimum)
            if len(core) == 0:
                break
            if len(core) < MINIMUM_CORE:
                failures += 1
                continue
            failures = 0
            if _is_known(core, owner, bounds):
                continue
            core = _spread(
                core, rows, ids, posts, holders, counts, in_core, held, explained, minimum
            )
            if len(core) < MINIMUM_CORE or bounds[found] + len(core) > len(cores):
                continue
            cores[bounds[found] : bounds[found] + len(core)] = core
            bounds[found + 1] = bounds[found] + len(core)
            for shingle in core:
                owner[shingle] = found
            found += 1
            if found + 2 > len(bounds):
                return found
    return found


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


@njit(nogil=True, cache=True)
def _cluster(alive, rows, ids, counts, in_core, minimum):
    """Find the strongest cluster among prompts; return its core and the prompts left.

    An empty core says that nothing is left to find.
    """
    total = 0
    for prompt in alive:
        total += rows[prompt + 1] - rows[prompt]
        for place in range(rows[prompt], rows[prompt + 1]):
            counts[ids[place]] += 1
    floor = max(minimum, np.int64(np.ceil(ANCHOR_SHARE * len(alive))))
    common = np.empty(total, np.int32)
    size = 0
    for prompt in alive:
        for place in range(rows[prompt], rows[prompt + 1]):
            shingle = ids[place]
            if counts[shingle] >= floor and not in_core[shingle]:
                in_core[shingle] = True
                common[size] = shingle
                size += 1
    # in_core marks the group's common shingles for now
    best, leader = np.int64(-1), np.int64(-1)
    sizes = np.zeros(len(alive), np.int32)
    for index in range(len(alive)):
        prompt = alive[index]
        strength = np.int64(0)
        for place in range(rows[prompt], rows[prompt + 1]):
            if in_core[ids[place]]:
                sizes[index] += 1
                strength += counts[ids[place]]
        if strength > best and sizes[index] >= MINIMUM_CORE:
            best, leader = strength, prompt
    is_common = in_core
    members = np.zeros(len(alive), np.bool_)
    enough = 0
    if leader >= 0:
        marks = np.empty(rows[leader + 1] - rows[leader], np.int32)
        marked = 0
        for place in range(rows[leader], rows[leader + 1]):
            if is_common[ids[place]]:
                marks[marked] = ids[place]
                marked += 1
        for index in range(size):
            in_core[common[index]] = False
        for index in range(marked):
            in_core[marks[index]] = True
        for index in range(len(alive)):
            prompt = alive[index]
            both = 0
            for place in range(rows[prompt], rows[prompt + 1]):
                both += in_core[ids[place]]
            if both >= LEADER_JACCARD * (marked + sizes[index] - both):
                members[index] = True
                enough += 1
        for index in range(marked):
            in_core[marks[index]] = False
    else:
        for index in range(size):
            in_core[common[index]] = False
    for prompt in alive:
        for place in range(rows[prompt], rows[prompt + 1]):
            counts[ids[place]] = 0
    if leader < 0:
        return np.empty(0, np.int32), alive[:0]
    if enough < minimum:
        keep = ~members
        for index in range(len(alive)):
            if alive[index] == leader:
                keep[index] = False
        return np.zeros(1, np.int32), alive[keep]
    core = _core(alive[members], rows, ids, counts, max(minimum // 2, 2))
    for _ in range(2):
        for shingle in core:
            in_core[shingle] = True
        for index in range(len(alive)):
            prompt = alive[index]
            both = 0
            for place in range(rows[prompt], rows[prompt + 1]):
                both += in_core[ids[place]]
            members[index] = both >= CONTAINMENT * len(core)
        for shingle in core:
            in_core[shingle] = False
        if members.sum() < minimum:
            break
        core = _core(alive[members], rows, ids, counts, max(minimum // 2, 2))
    keep = ~members
    for index in range(len(alive)):
        if alive[index] == leader:
            keep[index] = False
    if members.sum() < minimum or len(core) == 0:
        return np.zeros(1, np.int32), alive[keep]
    return core, alive[keep]


@njit(nogil=True, cache=True)
def _core(members, rows, ids, counts, least):
    """Return the shingles that at least CORE_SHARE of the prompts hold, ascending."""
    total = 0
    for prompt in members:
        total += rows[prompt + 1] - rows[prompt]
        for place in range(rows[prompt], rows[prompt + 1]):
            counts[ids[place]] += 1
    floor = max(least, np.int64(np.ceil(CORE_SHARE * len(members))))
    core = np.empty(total, np.int32)
    size = 0
    for prompt in members:
        for place in range(rows[prompt], rows[prompt + 1]):
            if counts[ids[place]] >= floor:
                core[size] = ids[place]
                size += 1
            counts[ids[place]] = 0 if counts[ids[place]] >= floor else counts[ids[place]]
    for prompt in members:
        for place in range(rows[prompt], rows[prompt + 1]):
            counts[ids[place]] = 0
    return np.sort(core[:size])


@njit(nogil=True, cache=True)
def _spread(core, rows, ids, posts, holders, counts, in_core, held, explained, minimum):
    """Look for a core in all prompts, take their common core, and mark what it explains.

    A common core that has lost half of what was looked for is another, more general one: then
    the first core stays.
    """
    prompts = max(len(rows) - 1, BACKGROUND)
    seed = core
    members = np.empty(0, np.int32)
    for _ in range(2):
        frequency = np.empty(len(core), np.int64)
        for index in range(len(core)):
            frequency[index] = posts[core[index] + 1] - posts[core[index]]
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
        for index in range(size):
            if held[touched[index]] >= SPREAD * total:
                members[kept] = touched[index]
                kept += 1
            held[touched[index]] = 0
        members = np.sort(members[:kept])
        if kept < minimum:
            return core[:0]
        fresh = _core(members, rows, ids, counts, 2)
        if _likeness(seed, fresh, posts, prompts, in_core) < STEADY:
            core = seed
            break
        settled = _likeness(core, fresh, posts, prompts, in_core) >= SETTLED
        core = fresh
        if settled:
            break
    for shingle in core:
        in_core[shingle] = True
    for prompt in members:
        for place in range(rows[prompt], rows[prompt + 1]):
            if in_core[ids[place]]:
                explained[place] = True
    for shingle in core:
        in_core[shingle] = False
    return core


@njit(nogil=True, cache=True)
def _likeness(left, right, posts, prompts, in_core):
    """Return the weighted Jaccard similarity of two cores."""
    for shingle in left:
        in_core[shingle] = True
    both, either = 0.0, 0.0
    for shingle in right:
        weight = np.log2(prompts / (posts[shingle + 1] - posts[shingle]))
        either += weight
        if in_core[shingle]:
            both += weight
            in_core[shingle] = False
    for shingle in left:
        if in_core[shingle]:
            either += np.log2(prompts / (posts[shingle + 1] - posts[shingle]))
            in_core[shingle] = False
    return both / max(either, 1e-9)
