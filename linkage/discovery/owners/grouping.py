"""From pairs to owners: groups whose accounts belong together on the average, never by a chain.

Average linkage on log-odds: two groups merge while the mean log-odds between their accounts are
above `THRESHOLD`. One strong false link between two groups is outweighed by the pairs that
disagree, so components cannot run together.
"""

from __future__ import annotations

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from linkage.discovery.clusters import renumber
from linkage.discovery.graphs import leiden
from linkage.discovery.owners.candidates import Pairs
from linkage.discovery.owners.model import probability
from linkage.discovery.tokens import Floats, Longs

THRESHOLD = 1.0
"""Mean log-odds, base 2, from which groups merge: two to one that they have one owner."""
STRONGEST = 12.0
"""Log-odds of a pair are bounded by this on both sides: no pair outvotes all others."""
LARGEST = 1000
"""Accounts of a component above which Leiden parts it first (constant Potts model at .5)."""


def group_accounts(pairs: Pairs, log_odds: Floats, size: int, seed: int) -> Longs:
    """Return (size,) the group of each account, from 0 in the order of accounts; -1 for none."""
    good = log_odds > THRESHOLD
    ends = (pairs.first[good], pairs.second[good])
    _, part = connected_components(
        coo_matrix((np.ones(good.sum()), ends), shape=(size, size)), directed=False
    )
    part = part.astype(np.int64)
    if len(part) and np.bincount(part).max() > LARGEST:
        part = _part_large(part, pairs, log_odds, good, seed)
    inside = np.flatnonzero(part[pairs.first] == part[pairs.second])
    inside = inside[np.argsort(part[pairs.first[inside]], kind="stable")]
    order = np.argsort(part, kind="stable")
    bounds = np.cumsum(np.bincount(part))
    pair_bounds = np.cumsum(np.bincount(part[pairs.first[inside]], minlength=len(bounds)))
    labels = np.arange(size, dtype=np.int64)
    for c in np.flatnonzero(np.diff(bounds, prepend=0) > 1):
        members = order[bounds[c - 1] if c else 0 : bounds[c]]
        links = inside[pair_bounds[c - 1] if c else 0 : pair_bounds[c]]
        ends = (
            np.searchsorted(members, pairs.first[links]),
            np.searchsorted(members, pairs.second[links]),
        )
        found = _average_linkage(len(members), ends, log_odds[links])
        _, first, back = np.unique(found, return_index=True, return_inverse=True)
        labels[members] = members[first][back]
    return renumber(labels, 2)


def _average_linkage(size: int, ends: tuple[Longs, Longs], log_odds: Floats) -> Longs:
    """Return (size,) the clusters of a component; pairs that were not compared count against."""
    if size > LARGEST:
        return np.zeros(size, dtype=np.int64)
    distance = np.full((size, size), 2 * STRONGEST)
    bounded = STRONGEST - np.clip(log_odds, -STRONGEST, STRONGEST)
    distance[ends] = bounded
    distance[ends[::-1]] = bounded
    condensed = distance[np.triu_indices(size, 1)]
    tree = linkage(condensed, "average")
    return np.asarray(fcluster(tree, STRONGEST - THRESHOLD, "distance"), dtype=np.int64)


def _part_large(part: Longs, pairs: Pairs, log_odds: Floats, good: np.ndarray, seed: int) -> Longs:
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
