"""Which pairs of accounts are compared at all, and a sample of the others.

Two accounts are a candidate pair if they share a value or a word that few enough accounts have.
How few is not a setting: for each kind, the rarest values and words are taken first, up to a
number of pairs in proportion to the accounts; so a hub never multiplies into pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from linkage.discovery.owners.holdings import Incidence, KindHoldings
from linkage.discovery.tokens import Longs

PAIRS_EACH = 30
"""Candidate pairs an account for each kind's values, and again for its words."""
PAIRS_AT_MOST = 8_000_000
"""Candidate pairs of all kinds together."""
SAMPLE = 200_000
"""Pairs that are drawn from those that are not candidates."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of accounts, ``first < second``, each once; one stands for ``weight`` like it."""

    first: Longs
    second: Longs
    weight: float = 1.0

    def __len__(self) -> int:
        return len(self.first)


def find_candidates(kinds: Sequence[KindHoldings], size: int) -> Pairs:
    """Return the candidate pairs among ``size`` accounts, in ascending order."""
    sources = [kind.held for kind in kinds]
    sources += [kind.words.held for kind in kinds if kind.words is not None]
    budget = pair_budget(kinds, size)
    keys = [_sharing(source, budget, size) for source in sources]
    return _unpack(np.unique(np.concatenate(keys)) if keys else np.zeros(0, np.int64), size)


def pair_budget(kinds: Sequence[KindHoldings], size: int) -> int:
    """Return the number of candidate pairs that one kind's values, or its words, may make."""
    sources = sum(1 if kind.is_set else 2 for kind in kinds)
    return min(PAIRS_EACH * size, PAIRS_AT_MOST // max(sources, 1))


def degree_cap(held: Incidence, budget: int) -> int:
    """Return the greatest degree such that all things up to it make ``budget`` pairs at most."""
    if not len(held.degree):
        return 0
    counts = np.bincount(held.degree)
    degrees = np.arange(len(counts))
    pairs = np.cumsum(counts * (degrees * (degrees - 1) // 2))
    return int(np.flatnonzero(pairs <= budget).max(initial=0))


def _sharing(source: Incidence, budget: int, size: int) -> Longs:
    cap = degree_cap(source, budget)
    start, holders = source.holders()
    keys = [np.zeros(0, dtype=np.int64)]
    for degree in range(2, cap + 1):
        things = np.flatnonzero(source.degree == degree)
        if not len(things):
            continue
        block = holders[start[things][:, None] + np.arange(degree)].astype(np.int64)
        i, j = np.triu_indices(degree, 1)
        keys.append((block[:, i] * size + block[:, j]).ravel())
    return np.unique(np.concatenate(keys))


def sample_others(candidates: Pairs, size: int, seed: int) -> Pairs:
    """Return a random sample of the pairs that are not candidates, with the weight of each."""
    total = size * (size - 1) // 2
    generator = np.random.default_rng(seed)
    drawn = min(SAMPLE, 2 * total)
    a = generator.integers(0, size, drawn)
    b = generator.integers(0, size - 1, drawn)
    b += b >= a
    keys = np.unique(np.minimum(a, b) * size + np.maximum(a, b))
    known = candidates.first * size + candidates.second
    keys = keys[~np.isin(keys, known)]
    pairs = _unpack(keys, size)
    weight = (total - len(candidates)) / max(len(keys), 1)
    return Pairs(pairs.first, pairs.second, max(weight, 0.0))


def _unpack(keys: Longs, size: int) -> Pairs:
    return Pairs(keys // max(size, 1), keys % max(size, 1))
