# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN202, PLR0917
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""Matching prompts against scaffolds: weighted containment through an inverted index."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.templates.tokens import Shingles

CONTAINMENT = 0.5
"""Share of a long scaffold's weight that a prompt must hold; short ones need more."""
ENOUGH_BITS = 200.0
"""Matched weight beyond which more text does not make a template more convincing."""
LEAST_BITS = 25.0
"""Matched weight below which nothing matches."""
LEAST_SHINGLES = 4
NESTED = 0.4
"""Share of a scaffold's weight inside another one from which the other one is its special case."""
CLOSE = 0.1
"""How much less of the special case than of the general one a prompt may hold to be of it."""
ELIGIBLE = 32
"""Templates of one prompt that are compared."""

Weights = NDArray[np.float32]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Scaffold:
    """The constant part of a template: m shingles, ascending, with their weights in bits."""

    hashes: Hashes
    weights: Weights

    @property
    def bits(self) -> float:
        """Return the weight of the whole scaffold."""
        return float(self.weights.sum())


@dataclass(frozen=True, slots=True)
class Matches:
    """For n prompts the number of the template that fits best, -1 for none, and how much of it."""

    template: NDArray[np.int32]
    containment: NDArray[np.float32]
    content: Hashes
    """(n) of a matched prompt a hash of what is not of the template: prompts about one pasted text
    have mostly the same (bottom-1 sketch, Broder, 1997); 0 if there is nothing."""


@dataclass(frozen=True, slots=True)
class Index:
    """Scaffolds as a hash table from shingle to (template, weight).

    ``slots`` are the open-addressed keys (0 is empty); the postings of slot s are
    ``owners[first[s]:first[s] + length[s]]``. ``special`` lists, in compressed rows, the special
    cases of each template.
    """

    slots: Hashes
    first: NDArray[np.int32]
    length: NDArray[np.int32]
    owners: NDArray[np.int32]
    weights: Weights
    needed: Weights
    """(t) matched weight from which a template is eligible."""
    totals: Weights
    special_rows: NDArray[np.int64]
    special: NDArray[np.int32]

    def match(self, shingles: Shingles, support: NDArray[np.float32], threads: int = 1) -> Matches:
        """Match every prompt; ``support`` (t) weighs templates that fit equally well."""
        return self.match_rows(shingles.hashes, shingles.bounds, support, threads)

    def match_rows(
        self,
        hashes: Hashes,
        bounds: NDArray[np.int64],
        support: NDArray[np.float32],
        threads: int = 1,
    ) -> Matches:
        """Match prompts in compressed rows."""
        count = len(bounds) - 1
        template = np.empty(count, np.int32)
        containment = np.zeros(count, np.float32)
        content = np.zeros(count, np.uint64)
        boost = np.log2(1 + support.astype(np.float64)) ** 2
        edges = np.linspace(0, count, max(1, threads) + 1).astype(np.int64)

        def part(begin: int, end: int) -> None:
            _match(
                hashes,
                bounds,
                begin,
                end,
                self.slots,
                self.first,
                self.length,
                self.owners,
                self.weights,
                self.needed,
                self.totals,
                boost,
                self.special_rows,
                self.special,
                template,
                containment,
                content,
            )

        with ThreadPoolExecutor(max(1, threads)) as pool:
            list(pool.map(part, edges[:-1].tolist(), edges[1:].tolist()))
        return Matches(template, containment, content)


def build_index(scaffolds: Sequence[Scaffold]) -> Index:
    """Return the index of scaffolds, numbered in their order."""
    sizes = np.array([len(s.hashes) for s in scaffolds], np.int64)
    owner = np.repeat(np.arange(len(scaffolds), dtype=np.int32), sizes)
    hashes = np.concatenate([s.hashes for s in scaffolds] or [np.empty(0, np.uint64)])
    weights = np.concatenate([s.weights for s in scaffolds] or [np.empty(0, np.float32)])
    order = np.lexsort((owner, hashes))
    hashes, owner, weights = hashes[order], owner[order], weights[order]
    keys, first, length = np.unique(hashes, return_index=True, return_counts=True)
    size = 1 << max(4, int(3 * len(keys)).bit_length())
    slots = np.zeros(size, np.uint64)
    slot_first = np.zeros(size, np.int32)
    slot_length = np.zeros(size, np.int32)
    _fill(keys, first.astype(np.int32), length.astype(np.int32), slots, slot_first, slot_length)
    totals = np.array([s.bits for s in scaffolds], np.float32)
    share = CONTAINMENT + 0.35 * np.exp(-(sizes - 5) / 6)
    needed = np.maximum(share * totals, LEAST_BITS).astype(np.float32)
    rows, special = _special_cases(
        np.concatenate(([0], np.cumsum(length))), owner, weights, totals, len(scaffolds)
    )
    return Index(slots, slot_first, slot_length, owner, weights, needed, totals, rows, special)


def overlaps(index: Index, scaffold: Scaffold) -> NDArray[np.float32]:
    """Return (t) the weight, as the index has it, of the scaffold's shingles in each template."""
    result = np.zeros(len(index.totals), np.float32)
    _overlaps(
        scaffold.hashes, index.slots, index.first, index.length, index.owners, index.weights, result
    )
    return result


def drop_doubles(
    index: Index,
    hashes: Hashes,
    bounds: NDArray[np.int64],
    order: NDArray[np.int64],
    same: float,
    dropped: NDArray[np.bool_],
) -> None:
    """Mark, in ``order``, each scaffold whose weighted Jaccard similarity to one before is high.

    ``hashes`` and ``bounds`` are the scaffolds of the index in compressed rows.
    """
    _drop_doubles(
        index.slots,
        index.first,
        index.length,
        index.owners,
        index.weights,
        index.totals,
        hashes,
        bounds,
        order,
        same,
        dropped,
    )


@njit(nogil=True, cache=True)
def _drop_doubles(
    slots, first, length, owners, weights, totals, hashes, bounds, order, same, dropped
):
    shared = np.zeros(len(totals), np.float32)
    touched = np.empty(len(totals), np.int32)
    for template in order:
        if dropped[template]:
            continue
        size = 0
        for key in hashes[bounds[template] : bounds[template + 1]]:
            slot = _slot(slots, key)
            if slots[slot] != key:
                continue
            for post in range(first[slot], first[slot] + length[slot]):
                if shared[owners[post]] == 0:
                    touched[size] = owners[post]
                    size += 1
                shared[owners[post]] += weights[post]
        for other in touched[:size]:
            union = totals[other] + totals[template] - shared[other]
            if other != template and shared[other] >= same * union:
                dropped[other] = True
            shared[other] = 0


def _special_cases(
    rows: NDArray[np.int64],
    owner: NDArray[np.int32],
    weights: Weights,
    totals: Weights,
    count: int,
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return in compressed rows, for each template, the heavier ones that hold most of it."""
    by_owner = np.argsort(owner, kind="stable")
    key = np.repeat(np.arange(len(rows) - 1), np.diff(rows))
    bounds = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=count))))
    special_rows = np.zeros(count + 1, np.int64)
    special = np.empty(0, np.int32)
    for filling in (False, True):
        found = _nested(by_owner, bounds, key, rows, owner, weights, totals, special_rows, special)
        if not filling:
            special = np.empty(found, np.int32)
    return special_rows, special


@njit(nogil=True, cache=True)
def _nested(by_owner, bounds, key, rows, owner, weights, totals, special_rows, special):
    """Count the special cases of all templates, and write them if there is room."""
    shared = np.zeros(len(totals), np.float32)
    touched = np.empty(len(totals), np.int32)
    found = 0
    for template in range(len(totals)):
        size = 0
        for index in range(bounds[template], bounds[template + 1]):
            place = by_owner[index]
            for post in range(rows[key[place]], rows[key[place] + 1]):
                if shared[owner[post]] == 0:
                    touched[size] = owner[post]
                    size += 1
                shared[owner[post]] += weights[place]
        for other in touched[:size]:
            heavier = totals[other] > 1.15 * totals[template]
            if heavier and shared[other] >= NESTED * totals[template]:
                if found < len(special):
                    special[found] = other
                found += 1
            shared[other] = 0
        special_rows[template + 1] = found
    return found


@njit(nogil=True, cache=True, inline="always")
def _slot(keys, key):
    """Return the slot of a key or the empty slot where it belongs (0 is never a key)."""
    mask = np.uint64(len(keys) - 1)
    slot = (key >> np.uint64(20)) & mask
    while keys[slot] != key and keys[slot] != 0:
        slot = (slot + np.uint64(1)) & mask
    return slot


@njit(nogil=True, cache=True)
def _fill(keys, first, length, slots, slot_first, slot_length):
    for index in range(len(keys)):
        if keys[index] == 0:
            continue
        slot = _slot(slots, keys[index])
        slots[slot] = keys[index]
        slot_first[slot] = first[index]
        slot_length[slot] = length[index]


@njit(nogil=True, cache=True)
def _overlaps(hashes, slots, first, length, owners, weights, result):
    for key in hashes:
        slot = _slot(slots, key)
        if slots[slot] == key:
            for place in range(first[slot], first[slot] + length[slot]):
                result[owners[place]] += weights[place]


@njit(nogil=True, cache=True)
def _match(
    hashes,
    bounds,
    begin,
    end,
    slots,
    first,
    length,
    owners,
    weights,
    needed,
    totals,
    boost,
    special_rows,
    special,
    template,
    containment,
    content,
):
    """Match the prompts from ``begin`` to ``end``."""
    seen = np.full(len(slots), -1, np.int64)
    got = np.zeros(len(totals), np.float32)
    pieces = np.zeros(len(totals), np.int32)
    touched = np.empty(len(totals), np.int32)
    fits = np.empty(ELIGIBLE, np.int32)
    for prompt in range(begin, end):
        size = 0
        for place in range(bounds[prompt], bounds[prompt + 1]):
            slot = _slot(slots, hashes[place])
            if slots[slot] != hashes[place] or seen[slot] == prompt or hashes[place] == 0:
                continue
            seen[slot] = prompt
            for post in range(first[slot], first[slot] + length[slot]):
                owner = owners[post]
                if pieces[owner] == 0:
                    touched[size] = owner
                    size += 1
                got[owner] += weights[post]
                pieces[owner] += 1
        count = 0
        for index in range(size):
            owner = touched[index]
            fitting = got[owner] >= needed[owner] and pieces[owner] >= LEAST_SHINGLES
            if fitting and count < ELIGIBLE:
                fits[count] = owner
                count += 1
        template[prompt] = _best(fits[:count], got, totals, boost, special_rows, special)
        if template[prompt] >= 0:
            containment[prompt] = got[template[prompt]] / totals[template[prompt]]
            content[prompt] = _rest(
                hashes[bounds[prompt] : bounds[prompt + 1]],
                template[prompt],
                slots,
                first,
                length,
                owners,
            )
        for index in range(size):
            got[touched[index]] = 0
            pieces[touched[index]] = 0


@njit(nogil=True, cache=True)
def _rest(hashes, template, slots, first, length, owners):
    """Return the smallest of the hashes that are not of the template, 0 if there is none."""
    smallest = np.uint64(0)
    for key in hashes:
        if smallest != 0 and key >= smallest:
            continue
        slot = _slot(slots, key)
        inside = False
        if slots[slot] == key:
            for post in range(first[slot], first[slot] + length[slot]):
                inside |= owners[post] == template
        if not inside:
            smallest = key
    return smallest


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
