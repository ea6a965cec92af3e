"""Splitting a scaffold whose prompts hold one of several alternatives: siblings of one family.

Two scripts that share half of their sentences look like one scaffold with the shared half and a
bit of each. In the prompts of such a scaffold, a block of shingles stands in a good part of the
prompts, all of the block or nothing of it, and the other prompts hold other frequent text in its
place. Slot values don't look like that (many small alternatives), nor do synonyms (few shingles).
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.templates.frequent import FrequentShingles

LOW, HIGH = 0.12, 0.88
"""Share of the prompts that hold a block: between these, it is an alternative."""
INSIDE, OUTSIDE = 0.7, 0.1
"""Share of the prompts with (without) the block's shingle that hold another of its shingles."""
BLOCK = 6
"""Shingles of the smallest block, and of what stands in its place on average."""
TRIES = 12


def split_scaffolds(
    frequent: FrequentShingles, chosen: NDArray[np.int32], count: int, minimum: int
) -> tuple[NDArray[np.int32], int]:
    """Return the choice of every prompt after splits, and the new number of templates.

    A split template keeps its number for the prompts without the block; those with it get a new
    one.
    """
    order = np.argsort(chosen, kind="stable").astype(np.int64)
    bounds = np.searchsorted(chosen[order], np.arange(count + 1)).astype(np.int64)
    fresh = chosen.copy()
    total = _split_all(
        order, bounds, frequent.rows, frequent.ids, len(frequent.hashes), minimum, fresh, count
    )
    return fresh, total


@njit(nogil=True, cache=True)
def _split_all(order, bounds, rows, ids, shingles, minimum, fresh, count):  # type: ignore[no-untyped-def]
    total = count
    counts = np.zeros(shingles, np.int32)
    inside = np.zeros(shingles, np.int32)
    tried = np.zeros(shingles, np.bool_)
    for template in range(count):
        members = order[bounds[template] : bounds[template + 1]]
        if len(members) < 2 * minimum:
            continue
        has = _split(members, rows, ids, counts, inside, tried, minimum)
        if has.any():
            for index in range(len(members)):
                if has[index]:
                    fresh[members[index]] = total
            total += 1
    return total


@njit(nogil=True, cache=True)
def _split(members, rows, ids, counts, inside, tried, minimum):  # type: ignore[no-untyped-def]
    """Return which members hold the strongest alternative block; none if there is none."""
    size = len(members)
    has = np.zeros(size, np.bool_)
    best = np.zeros(size, np.bool_)
    best_block = 0
    length = 0
    for prompt in members:
        length += rows[prompt + 1] - rows[prompt]
        for place in range(rows[prompt], rows[prompt + 1]):
            counts[ids[place]] += 1
    middle = np.empty(length, np.int32)
    kinds = 0
    for prompt in members:
        for place in range(rows[prompt], rows[prompt + 1]):
            shingle = ids[place]
            if counts[shingle] > 0 and not tried[shingle]:
                share = counts[shingle] / size
                if LOW <= share <= HIGH and counts[shingle] >= minimum:
                    tried[shingle] = True
                    middle[kinds] = shingle
                    kinds += 1
    middle = np.sort(middle[:kinds])
    for shingle in middle:
        tried[shingle] = False
    rank = np.empty(kinds, np.float64)
    for index in range(kinds):
        rank[index] = -abs(counts[middle[index]] / size - 0.5)
    tries = 0
    for number in np.argsort(-rank, kind="mergesort"):
        pivot = middle[number]
        if tried[pivot] or tries >= TRIES:
            continue
        tries += 1
        with_it = 0
        for index in range(size):
            prompt = members[index]
            has[index] = False
            for place in range(rows[prompt], rows[prompt + 1]):
                if ids[place] == pivot:
                    has[index] = True
                    break
            if has[index]:
                with_it += 1
                for place in range(rows[prompt], rows[prompt + 1]):
                    inside[ids[place]] += 1
        without = size - with_it
        block, instead = 0, 0.0
        for shingle in middle:
            here = inside[shingle] / with_it
            there = (counts[shingle] - inside[shingle]) / without
            if here >= INSIDE and there <= OUTSIDE:
                block += 1
                tried[shingle] = True
            elif there >= LOW and here <= OUTSIDE:
                instead += there
        for index in range(size):
            if has[index]:
                prompt = members[index]
                for place in range(rows[prompt], rows[prompt + 1]):
                    inside[ids[place]] = 0
        enough = with_it >= minimum and without >= minimum
        if enough and block >= BLOCK and instead >= BLOCK and block > best_block:
            best_block = block
            best[:] = has
    for shingle in middle:
        tried[shingle] = False
    for prompt in members:
        for place in range(rows[prompt], rows[prompt + 1]):
            counts[ids[place]] = 0
    return best
