"""How alike two accounts are in one kind: a level, and the context in which it is read.

Levels of a kind with few values an account: not alike, five levels of likeness of the texts, and
eight levels of an equal value, from the rarest (two or three holders) to the most common. Levels
of a kind with many values an account: nine levels of overlap. Likeness and overlap are the cosine
of the vectors of parts, weighted by their information. An account without a value has no level.

The context of a level is how many values the two accounts have between them: accounts that do
much share much by chance.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.compiled import compiled
from linkage.discovery.owners.candidates import Pairs
from linkage.discovery.owners.holdings import KindHoldings
from linkage.discovery.owners.slips import products_of_slips
from linkage.discovery.tokens import Floats, Ints, Longs

ALIKE = np.array([0.3, 0.45, 0.6, 0.75, 0.9])
"""Likeness from which a text reaches levels 1 to 5."""
OVERLAP = np.array([1e-9, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8])
"""Overlap from which a set reaches levels 1 to 8."""
EQUAL = 6
"""First level of an equal value: its level is EQUAL + log2(holders) - 1, eight levels."""
LEVELS = 14
VOLUMES = 6
"""Contexts by the number of values: log2 of the product of the two accounts' numbers, halved."""
COARSE = 6
"""Coarse levels in which a kind is the context of another: unknown, and five."""

_COARSE_TEXT = np.array([1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5, 0])
_COARSE_SET = np.array([1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5, 5, 5, 5, 0])


def levels(kind: KindHoldings, pairs: Pairs) -> tuple[Longs, Longs]:
    """Return (pairs,) the level, -1 where either account has no value, and the volume."""
    if kind.is_set:
        level = np.digitize(_likeness(kind, pairs), OVERLAP)
    else:
        rarest = _rarest(
            pairs.first, pairs.second, kind.held.start, kind.held.things, kind.held.degree
        )
        rank = np.log2(np.maximum(rarest, 2)).astype(np.int64) - 1
        equal = EQUAL + np.minimum(rank, LEVELS - EQUAL - 1)
        alike = 0 if kind.composed else np.digitize(_likeness(kind, pairs), ALIKE)
        level = np.where(rarest > 0, equal, alike)
    count = np.diff(kind.held.start)
    product = np.maximum(count[pairs.first], 1) * np.maximum(count[pairs.second], 1)
    volume = np.minimum(np.ceil(np.log2(product) / 2).astype(np.int64), VOLUMES - 1)
    known = kind.has[pairs.first] & kind.has[pairs.second]
    return np.where(known, level, -1), volume


def _likeness(kind: KindHoldings, pairs: Pairs) -> Floats:
    """Return (pairs,) the cosine of the two accounts' vectors, 0 where one is empty.

    Words that differ by a slip count as the same word.
    """
    product = _product(
        pairs.first, pairs.second, kind.parts.start, kind.parts.things, kind.part_weight
    )
    if kind.words is not None:
        words = kind.words
        product += products_of_slips(
            pairs.first,
            pairs.second,
            words.held.start,
            words.held.things,
            words.weight,
            words.letters,
            words.start,
        )
    length = kind.norm[pairs.first] * kind.norm[pairs.second]
    return np.minimum(product / np.where(length > 0.0, length, 1.0), 1.0)


def coarse(level: Longs, is_set: bool) -> Longs:
    """Return the coarse levels (0 for unknown) in which a kind is the context of another."""
    found: Longs = (_COARSE_SET if is_set else _COARSE_TEXT)[level]
    return found


@compiled
def _rarest(first: Longs, second: Longs, start: Longs, things: Ints, degree: Longs) -> Longs:
    """Return (pairs,) the degree of the rarest thing that both have, 0 for none."""
    found = np.zeros(len(first), dtype=np.int64)
    for pair in range(len(first)):
        i, i_end = start[first[pair]], start[first[pair] + 1]
        j, j_end = start[second[pair]], start[second[pair] + 1]
        while i < i_end and j < j_end:
            left, right = things[i], things[j]
            if left < right:
                i += 1
            elif right < left:
                j += 1
            else:
                if found[pair] == 0 or degree[left] < found[pair]:
                    found[pair] = degree[left]
                i += 1
                j += 1
    return found


@compiled
def _product(first: Longs, second: Longs, start: Longs, things: Ints, weight: Floats) -> Floats:
    """Return (pairs,) the sum of the products of the weights of what both have."""
    found = np.zeros(len(first))
    for pair in range(len(first)):
        i, i_end = start[first[pair]], start[first[pair] + 1]
        j, j_end = start[second[pair]], start[second[pair] + 1]
        while i < i_end and j < j_end:
            left, right = things[i], things[j]
            if left < right:
                i += 1
            elif right < left:
                j += 1
            else:
                found[pair] += weight[i] * weight[j]
                i += 1
                j += 1
    return found
