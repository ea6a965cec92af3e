# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN202, PLR0917
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""Scaffolds, and an inverted index of them: from a shingle to the scaffolds that hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from linkage.templates.slots import find_slot

CONTAINMENT = 0.5
"""Share of a long scaffold's weight that a prompt must hold; short ones need more."""
LEAST_BITS = 25.0
"""Matched weight below which nothing matches."""
NESTED = 0.4
"""Share of a scaffold's weight inside another one from which the other one is its special case."""

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
            slot = find_slot(slots, key)
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


@njit(nogil=True, cache=True)
def _fill(keys, first, length, slots, slot_first, slot_length):
    for index in range(len(keys)):
        if keys[index] == 0:
            continue
        slot = find_slot(slots, keys[index])
        slots[slot] = keys[index]
        slot_first[slot] = first[index]
        slot_length[slot] = length[index]


@njit(nogil=True, cache=True)
def _overlaps(hashes, slots, first, length, owners, weights, result):
    for key in hashes:
        slot = find_slot(slots, key)
        if slots[slot] == key:
            for place in range(first[slot], first[slot] + length[slot]):
                result[owners[place]] += weights[place]
