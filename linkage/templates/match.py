# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN202
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""Matching prompts against scaffolds: weighted containment through an inverted index."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.templates.index import Hashes, Index, Weights
from linkage.templates.slots import find_slot

ENOUGH_BITS = 200.0
"""Matched weight beyond which more text does not make a template more convincing."""
LEAST_SHINGLES = 4
CLOSE = 0.1
"""How much less of the special case than of the general one a prompt may hold to be of it."""
ELIGIBLE = 32
"""Templates of one prompt that are compared."""


@dataclass(frozen=True, slots=True)
class Matches:
    """For n prompts the number of the template that fits best, -1 for none, and how much of it."""

    template: NDArray[np.int32]
    containment: NDArray[np.float32]


def match_rows(
    index: Index,
    hashes: Hashes,
    bounds: NDArray[np.int64],
    support: Weights,
    threads: int = 1,
) -> Matches:
    """Match prompts in compressed rows; ``support`` (t) weighs templates that fit equally well."""
    count = len(bounds) - 1
    matches = Matches(np.empty(count, np.int32), np.zeros(count, np.float32))
    boost = np.log2(1 + support.astype(np.float64)) ** 2
    postings = (index.slots, index.first, index.length, index.owners, index.weights)
    rules = (index.needed, index.totals, boost, index.special_rows, index.special)
    result = (matches.template, matches.containment)
    edges = np.linspace(0, count, max(1, threads) + 1).astype(np.int64)

    def part(begin: int, end: int) -> None:
        _match(hashes, bounds, begin, end, postings, rules, result)

    with ThreadPoolExecutor(max(1, threads)) as pool:
        list(pool.map(part, edges[:-1].tolist(), edges[1:].tolist()))
    return matches


@njit(nogil=True, cache=True)
def _match(hashes, bounds, begin, end, postings, rules, result):
    """Match the prompts from ``begin`` to ``end``."""
    slots = postings[0]
    needed, totals, boost, special_rows, special = rules
    template, containment = result
    seen = np.full(len(slots), -1, np.int64)
    got = np.zeros(len(totals), np.float32)
    pieces = np.zeros(len(totals), np.int32)
    touched = np.empty(len(totals), np.int32)
    fits = np.empty(ELIGIBLE, np.int32)
    for prompt in range(begin, end):
        shingles = hashes[bounds[prompt] : bounds[prompt + 1]]
        size = _gather(shingles, prompt, postings, seen, got, pieces, touched)
        count = 0
        for owner in touched[:size]:
            fitting = got[owner] >= needed[owner] and pieces[owner] >= LEAST_SHINGLES
            if fitting and count < ELIGIBLE:
                fits[count] = owner
                count += 1
        best = _best(fits[:count], got, totals, boost, special_rows, special)
        template[prompt] = best
        if best >= 0:
            containment[prompt] = got[best] / totals[best]
        for owner in touched[:size]:
            got[owner] = 0
            pieces[owner] = 0


@njit(nogil=True, cache=True)
def _gather(shingles, prompt, postings, seen, got, pieces, touched):
    """Add up, by template, weight and number of the prompt's shingles; return how many it touches.

    ``seen`` holds the last prompt of each slot, so that a shingle counts once.
    """
    slots, first, length, owners, weights = postings
    size = 0
    for key in shingles:
        slot = find_slot(slots, key)
        if slots[slot] != key or seen[slot] == prompt or key == 0:
            continue
        seen[slot] = prompt
        for post in range(first[slot], first[slot] + length[slot]):
            owner = owners[post]
            if pieces[owner] == 0:
                touched[size] = owner
                size += 1
            got[owner] += weights[post]
            pieces[owner] += 1
    return size


@njit(nogil=True, cache=True)
def _best(fits, got, totals, boost, special_rows, special):
    """Return the fitting template of the highest rank that has no fitting special case, or -1."""
    best, best_rank = -1, -1.0
    for owner in fits:
        share = got[owner] / totals[owner]
        beaten = False
        for place in range(special_rows[owner], special_rows[owner + 1]):
            other = special[place]
            for rival in fits:
                if rival == other and got[other] / totals[other] >= share - CLOSE:
                    beaten = True
        rank = min(got[owner], ENOUGH_BITS) * share * boost[owner]
        if beaten:
            rank *= 1e-6
        if rank > best_rank or (rank == best_rank and owner < best):
            best, best_rank = owner, rank
    return best
