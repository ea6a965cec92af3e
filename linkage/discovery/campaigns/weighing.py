"""How much it says that two rings hold the same identifier: what else its holders share.

Fellegi and Sunter's model without labels (1969; expectation maximisation with each group of kinds
held out in turn), as `linkage.discovery.corroboration` has it for accounts, between rings. The
probability that two rings have one operator by all *other* groups of kinds is their
corroboration ``q``. An identifier, and each ring's holding of it, has a rate: the mean of q over
the pairs of its holders. The same ring with partners drawn at random, each as often as it has
links of the kind, has the rate that chance gives (the degree-preserving null model of Newman,
Strogatz and Watts, 2001), which grows with the sizes of the rings. The worth of a holding is

    log2 odds(rate) - log2 odds(rate by chance), never below 0

and that of the identifier at most: who bought the kit that a campaign uses stays outside, because
none of *its* pairs is corroborated. Rates are shrunk to those of identifiers of the same kind with
about as many holders.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from linkage.discovery.campaigns.shared import Shared
from linkage.discovery.compiled import compiled
from linkage.discovery.tokens import Floats, Longs

PRIOR = -3.0
"""Log-odds, base 2, that two rings have one operator before anything is known: one in nine."""
CAP = 8.0
"""Bits that one group of kinds can give for a pair of rings."""
ROUNDS = 2
"""Rounds of weighing after rarity alone."""
RARITY = 0.5
"""Part of an identifier's rarity, log2(rings / holders), that the first round starts from."""
MANY = 64
"""Rings, at least, among which rarity is counted."""
KAPPA = 4.0
"""Weight, in pairs, of the rate of similar identifiers."""
SAMPLE = 60
"""Pairs of holders, at most, that an identifier's own rate counts as."""
CERTAIN = 0.98
"""No identifier makes a pair surer than this."""
LEAST_CHANCE = 0.01
MOST_CHANCE = 0.9
"""The rate that chance gives is taken to lie between these: where one campaign has nearly all
links, a random partner is mostly one of its own. Not so if the same is true of every ring."""
FEW = 8
"""Rings, at least, among which chance draws: where there are two, their partners are no chance."""
MARGIN = 1.0
"""Bits that each holding loses in the end: only what at least doubles the odds counts. The scripts
of one kit are bought together, and dozens of them, each a little above chance, must not add up."""


def weigh(shared: Shared) -> Floats:
    """Return (e,) bits of each holding, 0 or more."""
    rarity = np.log2(max(shared.rings, MANY) / shared.holders)
    worth = (RARITY * np.maximum(rarity, 0.0))[shared.column]
    for _ in range(ROUNDS):
        evidence = pair_evidence(shared, worth)
        total = sum(evidence.values(), start=sparse.csr_matrix((shared.rings, shared.rings)))
        worth = np.zeros_like(worth)
        for group, part in evidence.items():
            excess = _corroboration(total - part)
            for kind in np.unique(shared.kind[shared.group == group]):
                _weigh_kind(shared, int(kind), excess, worth)
    return np.maximum(worth - MARGIN, 0.0)


def pair_evidence(shared: Shared, worth: Floats) -> dict[int, sparse.csr_matrix]:
    """Return for each group of kinds (rings, rings) sparse, symmetric, the bits of each pair.

    An identifier gives the geometric mean of what both rings' holdings of it are worth.
    """
    root = np.sqrt(worth)
    found = {}
    for group in np.unique(shared.group):
        held = shared.matrix(root, np.flatnonzero(shared.group == group))
        product = (held @ held.T).tocsr()
        product.setdiag(0.0)
        product.eliminate_zeros()
        product.data = np.minimum(product.data, CAP)
        found[int(group)] = product
    return found


def _corroboration(rest: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return the probability that a pair has one operator, less that of an unknown pair."""
    excess = rest.copy()
    excess.data = _probability(rest.data + PRIOR) - _probability(np.array(PRIOR))
    return excess


def _weigh_kind(shared: Shared, kind: int, excess: sparse.csr_matrix, worth: Floats) -> None:
    """Set the worth of all holdings of identifiers of a kind."""
    columns = np.flatnonzero(shared.kind == kind)
    mine = np.flatnonzero(shared.kind[shared.column] == kind)
    ring = shared.ring[mine]
    column = np.searchsorted(columns, shared.column[mine])
    holders = shared.holders[columns]
    unknown = float(_probability(np.array(PRIOR)))

    start = np.concatenate(([0], np.cumsum(holders)))
    agreed = _agreement(excess, start, ring)
    rate = unknown + agreed / (holders - 1)[column]

    links = shared.links[kind] + 1.0
    absent = max(FEW - shared.rings, 0) * links.mean()
    chance = unknown + (excess @ links) / (links.sum() - links + absent)
    chance = np.clip(chance, LEAST_CHANCE, max(MOST_CHANCE, min(chance.min(), CERTAIN)))[ring]

    lift = _lift(
        np.bincount(column, rate) / holders, np.bincount(column, chance) / holders, holders
    )[column]
    known = (holders - 1)[column]
    rate = (rate * known + KAPPA * _probability(_odds(chance) + lift)) / (known + KAPPA)
    own = _odds(_clip(rate)) - _odds(chance)
    worth[mine] = np.maximum(np.minimum(own, lift), 0.0)


def _agreement(excess: sparse.csr_matrix, start: Longs, ring: Longs) -> Floats:
    """Return (e,) the sum of a pair matrix over each holding's other holders.

    The holders of identifier ``i`` are ``ring[start[i] : start[i + 1]]``.
    """
    identifier = np.repeat(np.arange(len(start) - 1), np.diff(start))
    by_ring = np.argsort(ring, kind="stable")
    return np.asarray(
        _sum_over_holders(
            excess.indptr.astype(np.int64),
            excess.indices.astype(np.int64),
            excess.data,
            start,
            ring,
            identifier,
            by_ring,
        )
    )


@compiled
def _sum_over_holders(
    indptr: Longs,
    indices: Longs,
    data: Floats,
    start: Longs,
    ring: Longs,
    identifier: Longs,
    by_ring: Longs,
) -> Floats:
    """Return (e,) the sums. Each row is spread out once: time is linear in pairs of holders."""
    found = np.zeros(len(ring))
    row = np.zeros(len(indptr) - 1)
    place = 0
    while place < len(by_ring):
        mine = ring[by_ring[place]]
        for i in range(indptr[mine], indptr[mine + 1]):
            row[indices[i]] = data[i]
        while place < len(by_ring) and ring[by_ring[place]] == mine:
            holding = by_ring[place]
            for other in range(start[identifier[holding]], start[identifier[holding] + 1]):
                found[holding] += row[ring[other]]
            place += 1
        for i in range(indptr[mine], indptr[mine + 1]):
            row[indices[i]] = 0.0
    return found


def _lift(rate: Floats, chance: Floats, holders: Longs) -> Floats:
    """Return (t,) log-odds of each identifier's rate over chance, shrunk to similar ones'."""
    pairs = np.minimum(holders * (holders - 1) / 2, SAMPLE)
    cell = np.log2(holders).astype(np.int64)
    total = np.maximum(np.bincount(cell, pairs), 1e-9)
    cell_rate = np.bincount(cell, rate * pairs) / total
    cell_chance = np.bincount(cell, chance * pairs) / total
    similar = (_odds(_clip(cell_rate)) - _odds(_clip(cell_chance)))[cell]
    expected = _probability(_odds(chance) + similar)
    shrunk = (rate * pairs + KAPPA * expected) / (pairs + KAPPA)
    return _odds(_clip(shrunk)) - _odds(chance)


def _clip(rate: Floats) -> Floats:
    return np.clip(rate, 1e-9, CERTAIN)


def _odds(rate: Floats) -> Floats:
    return np.log2(rate) - np.log2(1.0 - rate)


def _probability(log_odds: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp2(-log_odds)))
