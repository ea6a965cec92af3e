# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN202, PLR0917
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
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
from linkage.templates.sets import count_marked, count_shingles, set_marks

LOW, HIGH = 0.12, 0.88
"""Share of the prompts that hold a block: between these, it is an alternative."""
INSIDE, OUTSIDE = 0.7, 0.1
"""Share of the prompts with (without) the block's shingle that hold another of its shingles."""
BLOCK = 6
"""Shingles of the smallest block, and of what stands in its place on average."""
TRIES = 12
"""Shingles of a scaffold that are tried as the mark of an alternative."""
SAMPLE = 400
"""Prompts of a scaffold, about, in which alternatives are looked for."""


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
def _split_all(order, bounds, rows, ids, shingles, minimum, fresh, count):
    """Split each template once where it can be; return the new number of templates."""
    total = count
    counts = np.zeros(shingles, np.int32)
    inside = np.zeros(shingles, np.int32)
    marked = np.zeros(shingles, np.bool_)
    for template in range(count):
        members = order[bounds[template] : bounds[template + 1]]
        if len(members) < 2 * minimum:
            continue
        stride = max(1, len(members) // SAMPLE)
        block = _alternative(members[::stride], rows, ids, counts, inside, marked, minimum)
        if len(block) == 0:
            continue
        set_marks(block, marked, True)
        for prompt in members:
            if 2 * count_marked(prompt, rows, ids, marked) >= len(block):
                fresh[prompt] = total
        set_marks(block, marked, False)
        total += 1
    return total


@njit(nogil=True, cache=True)
def _middle(members, rows, ids, counts, marked, minimum):
    """Return the shingles that are neither rare nor constant, those nearest to a half first."""
    size = 0
    for prompt in members:
        size += rows[prompt + 1] - rows[prompt]
    middle = np.empty(size, np.int32)
    kinds = 0
    least = max(LOW * len(members), minimum / 2)
    for prompt in members:
        for place in range(rows[prompt], rows[prompt + 1]):
            shingle = ids[place]
            if least <= counts[shingle] <= HIGH * len(members) and not marked[shingle]:
                marked[shingle] = True
                middle[kinds] = shingle
                kinds += 1
    middle = np.sort(middle[:kinds])
    distance = np.empty(kinds, np.float64)
    for index in range(kinds):
        marked[middle[index]] = False
        distance[index] = abs(counts[middle[index]] / len(members) - 0.5)
    return middle[np.argsort(distance, kind="mergesort")]


@njit(nogil=True, cache=True)
def _alternative(members, rows, ids, counts, inside, marked, minimum):
    """Return the largest block of shingles that is an alternative to others; empty if none."""
    count_shingles(members, rows, ids, counts, 1)
    middle = _middle(members, rows, ids, counts, marked, minimum)
    best = np.empty(0, np.int32)
    tries = 0
    for pivot in middle:
        if marked[pivot]:
            continue
        tries += 1
        if tries > TRIES:
            break
        holders = _count_with(pivot, members, rows, ids, inside, 1)
        block, instead = _block(middle, counts, inside, holders, len(members) - holders)
        set_marks(block, marked, True)
        _count_with(pivot, members, rows, ids, inside, -1)
        if len(block) >= BLOCK and instead >= BLOCK and len(block) > len(best):
            best = block
    set_marks(middle, marked, False)
    count_shingles(members, rows, ids, counts, -1)
    return best


@njit(nogil=True, cache=True)
def _block(middle, counts, inside, holders, others):
    """Return the shingles that come with a pivot, and how many the other prompts hold instead.

    ``inside`` counts the shingles in the pivot's ``holders``, ``counts`` those in all.
    """
    chosen = np.empty(len(middle), np.int32)
    size, instead = 0, 0.0
    for shingle in middle:
        here = inside[shingle] / holders
        there = (counts[shingle] - inside[shingle]) / others
        if here >= INSIDE and there <= OUTSIDE:
            chosen[size] = shingle
            size += 1
        elif there >= LOW and here <= OUTSIDE:
            instead += there
    return chosen[:size], instead


@njit(nogil=True, cache=True)
def _count_with(pivot, members, rows, ids, inside, step):
    """Add ``step`` to the count of each shingle beside the pivot; return the pivot's prompts."""
    holders = 0
    for prompt in members:
        for place in range(rows[prompt], rows[prompt + 1]):
            if ids[place] == pivot:
                holders += 1
                for other in range(rows[prompt], rows[prompt + 1]):
                    inside[ids[other]] += step
                break
    return holders
