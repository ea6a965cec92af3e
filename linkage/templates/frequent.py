# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN202, PLR0917
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""Frequent shingles: those of many distinct prompts, renumbered, with prompts and postings.

A counting filter passes over all shingles first, so that the exact table holds only what can be
frequent (Park, Chen and Yu, 1995, "An effective hash-based algorithm for mining association
rules").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.templates.slots import find_slot
from linkage.templates.tokens import Shingles

BACKGROUND = 20_000
"""Prompts against which a shingle's rarity is taken at least: in a small set, or one that is
mostly made from one script, the text of the script would seem common."""

NO_MAXIMUM = np.iinfo(np.int32).max

_FILTER_BITS = 24


@dataclass(frozen=True, slots=True)
class FrequentShingles:
    """n distinct prompts in order of fingerprint, as sets of m frequent shingles.

    Both ways are compressed rows: prompt i holds ``ids[rows[i]:rows[i + 1]]``, and shingle s
    stands at ``places[posts[s]:posts[s + 1]]`` in ``ids``, in prompts ``holders[...]``.
    """

    hashes: NDArray[np.uint64]
    """(m) ascending."""
    origin: NDArray[np.int64]
    """(n) row of each distinct prompt in the input."""
    rows: NDArray[np.int64]
    ids: NDArray[np.int32]
    posts: NDArray[np.int64]
    holders: NDArray[np.int32]
    places: NDArray[np.int64]

    @property
    def prompts(self) -> int:
        """Return the number of distinct prompts."""
        return len(self.origin)

    @property
    def document_frequency(self) -> NDArray[np.int64]:
        """Return (m) the number of distinct prompts that hold each shingle."""
        return np.diff(self.posts)


def distinct_prompts(shingles: Shingles) -> NDArray[np.int64]:
    """Return the row of each distinct prompt, in order of fingerprint."""
    return np.unique(shingles.fingerprints, return_index=True)[1].astype(np.int64)


def frequent_shingles(
    shingles: Shingles, origin: NDArray[np.int64], minimum: int, maximum: int = NO_MAXIMUM
) -> FrequentShingles:
    """Return the shingles that ``minimum`` to ``maximum`` of the prompts in rows ``origin`` hold.

    The prompts are to be distinct, and ascending by fingerprint.
    """
    counts = np.zeros(1 << _FILTER_BITS, np.uint8)
    passing = _count(shingles.hashes, shingles.bounds, origin, counts, minimum)
    size = 1 << max(10, int(2 * passing).bit_length())
    keys = np.zeros(size, np.uint64)
    frequency = np.zeros(size, np.int32)
    last = np.full(size, -1, np.int32)
    _tabulate(shingles.hashes, shingles.bounds, origin, counts, minimum, keys, frequency, last)
    kept = np.flatnonzero((frequency >= minimum) & (frequency <= maximum))
    kept = kept[np.argsort(keys[kept])]
    number = np.full(size, -1, np.int32)
    number[kept] = np.arange(len(kept), dtype=np.int32)
    total = int(frequency[kept].sum())
    rows = np.zeros(len(origin) + 1, np.int64)
    ids = np.empty(total, np.int32)
    last[:] = -1
    _renumber(
        shingles.hashes, shingles.bounds, origin, counts, minimum, keys, number, last, rows, ids
    )
    posts = np.concatenate(([0], np.cumsum(frequency[kept], dtype=np.int64)))
    holders = np.empty(total, np.int32)
    places = np.empty(total, np.int64)
    _invert(rows, ids, posts.copy(), holders, places)
    return FrequentShingles(keys[kept], origin, rows, ids, posts, holders, places)


@njit(nogil=True, cache=True)
def _count(hashes, bounds, origin, counts, minimum):
    """Count shingles by low bits, saturating; return how many slots' worth of keys may pass."""
    mask = np.uint64(len(counts) - 1)
    passing = 0
    for prompt in origin:
        for index in range(bounds[prompt], bounds[prompt + 1]):
            slot = np.int64(hashes[index] & mask)
            if counts[slot] < 255:
                counts[slot] += 1
                if counts[slot] == minimum:
                    passing += 1
    # Rare shingles that collide with others pass too, each at least once in `minimum` counts.
    return passing * (minimum + 1)


@njit(nogil=True, cache=True)
def _tabulate(hashes, bounds, origin, counts, minimum, keys, frequency, last):
    """Count exactly, one a prompt, the shingles that passed the filter."""
    mask = np.uint64(len(counts) - 1)
    for row in range(len(origin)):
        prompt = origin[row]
        for index in range(bounds[prompt], bounds[prompt + 1]):
            key = hashes[index]
            if counts[key & mask] < minimum or key == 0:
                continue
            slot = find_slot(keys, key)
            keys[slot] = key
            if last[slot] != row:
                last[slot] = row
                frequency[slot] += 1


@njit(nogil=True, cache=True)
def _renumber(hashes, bounds, origin, counts, minimum, keys, number, last, rows, ids):
    """Write each prompt as the set of its frequent shingles' numbers."""
    mask = np.uint64(len(counts) - 1)
    used = 0
    for row in range(len(origin)):
        prompt = origin[row]
        for index in range(bounds[prompt], bounds[prompt + 1]):
            key = hashes[index]
            if counts[key & mask] < minimum or key == 0:
                continue
            slot = find_slot(keys, key)
            if number[slot] >= 0 and last[slot] != row:
                last[slot] = row
                ids[used] = number[slot]
                used += 1
        rows[row + 1] = used


@njit(nogil=True, cache=True)
def _invert(rows, ids, cursor, holders, places):
    """Fill the postings; ``cursor`` starts as the first place of each shingle and is used up."""
    for row in range(len(rows) - 1):
        for place in range(rows[row], rows[row + 1]):
            at = cursor[ids[place]]
            holders[at] = row
            places[at] = place
            cursor[ids[place]] = at + 1
