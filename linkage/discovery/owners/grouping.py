"""From pairs to owners: groups whose accounts belong together on the average, never by a chain.

Average linkage on log-odds: two groups merge while the mean log-odds between their accounts are
above `THRESHOLD`. One strong false link between two groups is outweighed by the pairs that
disagree, so components cannot run together.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from linkage.discovery.clusters import renumber
from linkage.discovery.graphs import leiden
from linkage.discovery.owners.candidates import Pairs
from linkage.discovery.owners.model import probability
from linkage.discovery.tokens import Flags, Floats, Longs

Weigh = Callable[[Pairs], Floats]
"""Returns the log-odds, base 2, that the accounts of each pair have one owner."""
THRESHOLD = 1.6
"""Mean log-odds, base 2, from which groups merge: three to one that they have one owner."""
STRONGEST = 12.0
"""Log-odds of a pair are bounded by this on both sides: no pair outvotes all others."""
LARGEST = 300
"""Accounts of a component above which Leiden parts it first (constant Potts model at .5)."""


def group_accounts(pairs: Pairs, log_odds: Floats, weigh: Weigh, size: int, seed: int) -> Longs:
    """Return (size,) the group of each account, from 0 in the order of accounts; -1 for none.

    ``log_odds`` (pairs,) are those of the candidates, which make components; inside a component
    ``weigh`` gives the log-odds of every pair, candidate or not.
    """
    good = log_odds > THRESHOLD
    part = _components(pairs, good, size)
    if len(part) and np.bincount(part).max() > LARGEST:
        part = _part_large(part, pairs, log_odds, good, seed)
    inside, _ = pairs_within(part, LARGEST, 0)
    distance = STRONGEST - np.clip(weigh(inside), -STRONGEST, STRONGEST)
    order = np.argsort(part[inside.first], kind="stable")
    pair_ends = np.cumsum(np.bincount(part[inside.first], minlength=part.max(initial=-1) + 1))
    ranked = np.argsort(part, kind="stable")
    ends = np.cumsum(np.bincount(part))
    labels = np.arange(size, dtype=np.int64)
    for c in np.flatnonzero(np.diff(ends, prepend=0) > 1):
        members = ranked[ends[c - 1] if c else 0 : ends[c]]
        rows = order[pair_ends[c - 1] if c else 0 : pair_ends[c]]
        found = _average_linkage(members, inside.first[rows], inside.second[rows], distance[rows])
        _, first, back = np.unique(found, return_index=True, return_inverse=True)
        labels[members] = members[first][back]
    return renumber(labels, 2)


def _components(pairs: Pairs, good: Flags, size: int) -> Longs:
    ends = (pairs.first[good], pairs.second[good])
    graph = coo_matrix((np.ones(len(ends[0])), ends), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _average_linkage(members: Longs, first: Longs, second: Longs, distance: Floats) -> Longs:
    """Return the clusters of a component; one that was too large to look at stays whole."""
    size = len(members)
    if size > LARGEST:
        return np.zeros(size, dtype=np.int64)
    matrix = np.zeros((size, size))
    matrix[np.searchsorted(members, first), np.searchsorted(members, second)] = distance
    tree = linkage(matrix[np.triu_indices(size, 1)], "average")
    return np.asarray(fcluster(tree, STRONGEST - THRESHOLD, "distance"), dtype=np.int64)


def pairs_within(labels: Longs, whole: int, near: int) -> tuple[Pairs, Longs]:
    """Return the pairs of accounts of one group (label 0 or more), and the group of each.

    A group of more than ``whole`` accounts is represented by each account and the ``near`` next.
    """
    order = np.argsort(labels, kind="stable")
    order = order[labels[order] >= 0]
    grouped = labels[order]
    sizes = np.bincount(grouped)
    first, second = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for step in range(1, max(int(sizes[sizes <= whole].max(initial=0)), near + 1)):
        left = np.flatnonzero(grouped[step:] == grouped[:-step])
        left = left if step <= near else left[sizes[grouped[left]] <= whole]
        first.append(order[left])
        second.append(order[left + step])
    a, b = np.concatenate(first), np.concatenate(second)
    return Pairs(np.minimum(a, b), np.maximum(a, b)), labels[a]


def _part_large(part: Longs, pairs: Pairs, log_odds: Floats, good: Flags, seed: int) -> Longs:
    """Return the components with the large ones parted by Leiden."""
    sizes = np.bincount(part)
    large = good & (sizes[part[pairs.first]] > LARGEST)
    found = leiden(
        len(part),
        pairs.first[large].astype(np.int32),
        pairs.second[large].astype(np.int32),
        probability(log_odds[large]),
        objective="CPM",
        resolution=0.5,
        seed=seed,
    )
    _, joined = np.unique(
        np.stack([part, np.where(sizes[part] > LARGEST, found, 0)]), axis=1, return_inverse=True
    )
    return np.asarray(joined, dtype=np.int64).ravel()
