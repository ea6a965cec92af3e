"""What each level of each kind is worth, in bits, learnt without labels.

Fellegi and Sunter's model (1969, "A theory for record linkage"), fitted by expectation
maximisation (Winkler, 1988) to the whole population of pairs: the candidates one by one, the
others by a weighted sample. A level is worth log2(m / u): how often pairs of one owner reach it,
against how often pairs of two owners do. Four things keep it from fooling itself:

- Each account counts once. The pairs of a large group weigh as much as its accounts, not as its
  pairs, both in m and in the prior: a hub that agrees with itself thousands of times is one case.
- A level is never taken for purely one-owner: of a level that many accounts or vague texts can
  reach, a fixed share counts as chance (`CHANCE_EQUAL`, `CHANCE_ALIKE`, `CHANCE_OVERLAP`).
- A kind is read in the context of its parent (see dependence) and of the number of values (see
  comparison). A context with few pairs borrows the ratio m / u of all contexts.
- Levels that hardly occur borrow a plain starting distribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from linkage.discovery.owners.candidates import Pairs
from linkage.discovery.owners.comparison import COARSE, EQUAL, LEVELS, VOLUMES, coarse, levels
from linkage.discovery.owners.holdings import KindHoldings
from linkage.discovery.tokens import Floats, Longs

ROUNDS = 20
"""Rounds of expectation maximisation; later ones change nothing that matters."""
PARTNERS = 0.5
"""Pairs of one owner for each account, before the first round."""
CHANCE_EQUAL = (0.05, 0.1, 0.3, 0.6, 1.0, 1.0, 1.0, 1.0)
"""Least share of the pairs with an equal value that counts as chance, by log2 of its holders."""
CHANCE_ALIKE = (1.0, 0.8, 0.5, 0.3, 0.2, 0.1)
"""The same for texts, from unlike to nearly equal."""
CHANCE_OVERLAP = 0.2
"""The same for sets."""
BORROWED = 3.0
"""Pairs of one owner whose weight the ratio of all contexts has in one context."""
CERTAIN = 40.0
"""Log-odds, base 2, beyond which a probability is not told from 0 or 1."""

CONTEXTS = VOLUMES * COARSE


@dataclass(frozen=True, slots=True)
class IdentityModel:
    """The fitted model: ``bits[k]`` has shape (contexts, levels); ``prior`` is log-odds, base 2."""

    kinds: tuple[KindHoldings, ...]
    parents: tuple[int, ...]
    prior: float
    bits: tuple[Floats, ...]

    def evidence_of(self, kind: int, pairs: Pairs) -> Floats:
        """Return (pairs,) the bits of one kind, 0 where an account has no value of it."""
        level, volume = levels(self.kinds[kind], pairs)
        parent = self.parents[kind]
        above = None
        if parent >= 0:
            above = coarse(levels(self.kinds[parent], pairs)[0], self.kinds[parent].is_set)
        cell = _cell(level, volume, above)
        return np.where(cell >= 0, self.bits[kind].ravel()[cell], 0.0)

    def evidence(self, pairs: Pairs) -> Floats:
        """Return (pairs, kinds) the bits of each kind, 0 where an account has no value."""
        found = np.zeros((len(pairs), len(self.kinds)))
        for k, cell in enumerate(_cells(self.kinds, self.parents, pairs)):
            found[:, k] = np.where(cell >= 0, self.bits[k].ravel()[cell], 0.0)
        return found

    def log_odds(self, pairs: Pairs) -> Floats:
        """Return (pairs,) the log-odds, base 2, that each pair has one owner."""
        return np.asarray(self.prior + self.evidence(pairs).sum(axis=1))


def start_distribution(kind: KindHoldings) -> Floats:
    """Return (levels,) how pairs of one owner are spread over the levels before the first round."""
    start = np.full(LEVELS, 1e-6)
    if kind.is_set:
        start[0] += 0.3
        start[1:9] += 0.7 / 8
    else:
        start[0] += 0.3
        start[1:EQUAL] += 0.2 * np.arange(1, EQUAL) / np.arange(1, EQUAL).sum()
        rarer = np.exp2(-np.arange(LEVELS - EQUAL))  # An owner has few accounts.
        start[EQUAL:] += 0.5 * rarer / rarer.sum()
    return np.asarray(start / start.sum())


def fit(
    kinds: Sequence[KindHoldings],
    parents: Sequence[int],
    candidates: Pairs,
    others: Pairs,
    size: int,
) -> IdentityModel:
    """Fit the model to the candidates and a sample of the other pairs of ``size`` accounts."""
    total = max(size * (size - 1) / 2, 1.0)
    near = [_Counter(cell) for cell in _cells(kinds, parents, candidates)]
    far = [_Counter(cell) for cell in _cells(kinds, parents, others)]
    ones, ones_far = np.ones(len(candidates)), np.full(len(others), others.weight)
    far_counts = [counter(ones_far) for counter in far]
    least = [_chance(kind) * counter(ones) for kind, counter in zip(kinds, near, strict=True)]
    starts = [start_distribution(kind) for kind in kinds]
    belief, weight = np.zeros(len(candidates)), np.zeros(len(candidates))
    prior = _log_odds(PARTNERS * size, total)
    bits: list[Floats] = []
    for turn in range(ROUNDS):
        if turn:
            prior = _log_odds(float(weight.sum()) + 1.0, total)
        log_odds = np.full(len(candidates), prior)
        bits = []
        for k, counter in enumerate(near):
            unlike = np.maximum(counter(1.0 - belief), least[k]) + far_counts[k]
            bits.append(_bits(counter(weight), unlike, starts[k], first=turn == 0))
            log_odds += np.where(counter.cell >= 0, bits[k].ravel()[counter.cell], 0.0)
        belief = probability(log_odds)
        weight = belief * _share(candidates, belief, size)
    return IdentityModel(tuple(kinds), tuple(parents), prior, tuple(bits))


def probability(log_odds: Floats) -> Floats:
    """Return the probabilities of log-odds with base 2."""
    return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(log_odds, -CERTAIN, CERTAIN))))


@dataclass(frozen=True, slots=True)
class _Counter:
    """Sums weights of pairs by their cell (context and level), leaving out those without one."""

    cell: Longs

    def __call__(self, weight: Floats) -> Floats:
        known = self.cell >= 0
        sums = np.bincount(self.cell[known], weight[known], minlength=CONTEXTS * LEVELS)
        return np.asarray(sums.reshape(CONTEXTS, LEVELS))


def _cells(kinds: Sequence[KindHoldings], parents: Sequence[int], pairs: Pairs) -> list[Longs]:
    """Return for each kind (pairs,) the number of the context and level, -1 for no level."""
    found = [levels(kind, pairs) for kind in kinds]
    return [
        _cell(level, volume, coarse(found[p][0], kinds[p].is_set) if p >= 0 else None)
        for (level, volume), p in zip(found, parents, strict=True)
    ]


def _cell(level: Longs, volume: Longs, above: Longs | None) -> Longs:
    context = volume * COARSE + (0 if above is None else above)
    return np.where(level >= 0, context * LEVELS + level, -1)


def _chance(kind: KindHoldings) -> Floats:
    """Return (levels,) the least share of the pairs of a level that counts as chance."""
    if kind.is_set:
        return np.full(LEVELS, CHANCE_OVERLAP)
    return np.array([*CHANCE_ALIKE, *CHANCE_EQUAL])


def _share(pairs: Pairs, belief: Floats, size: int) -> Floats:
    """Return (pairs,) 1 over the mean number of partners of the two accounts, at most 1."""
    partners = np.bincount(pairs.first, belief, minlength=size)
    partners += np.bincount(pairs.second, belief, minlength=size)
    return np.asarray(2.0 / np.maximum(partners[pairs.first] + partners[pairs.second], 2.0))


def _bits(one: Floats, two: Floats, start: Floats, *, first: bool) -> Floats:
    """Return (contexts, levels) log2(m / u) from the counts of one-owner and two-owner pairs."""
    pool = two.sum(axis=0) + 0.5
    pool = pool / pool.sum()
    u = (two + 2.0 * pool) / (two.sum(axis=1, keepdims=True) + 2.0)
    if first:
        # Before anything is known, no kind is held against another.
        return np.tile(np.log2(start / pool), (CONTEXTS, 1))
    counts = one.sum(axis=1, keepdims=True)
    # The ratio of all contexts, each weighed by its one-owner pairs (as Mantel and Haenszel do):
    # what a level is worth beyond what the contexts themselves explain.
    ratio = (one.sum(axis=0) + 2.0 * start) / ((counts * u).sum(axis=0) + 2.0 * pool)
    expected = u * ratio
    expected /= expected.sum(axis=1, keepdims=True)
    m = (one + BORROWED * expected) / (counts + BORROWED)
    return np.asarray(np.log2(m / u))


def _log_odds(count: float, total: float) -> float:
    share = min(max(count / total, 1e-12), 0.5)
    return float(np.log2(share / (1.0 - share)))
