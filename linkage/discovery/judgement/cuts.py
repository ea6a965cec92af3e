"""Thin cuts: two or three things that together hold a ring's parts, where no single one does.

A ring's bipartite graph is parted by Leiden (modularity); between a part and the rest, the fewest
accounts and identifiers that touch every crossing link are a minimum vertex cover, which equals a
maximum matching (König, 1931), since the links go from accounts to identifiers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, maximum_bipartite_matching

from linkage.discovery.graphs import leiden
from linkage.discovery.tokens import Flags, Longs

THIN = 3
"""Things that a thin cut consists of, at most."""
RESOLUTION = 0.5
"""Of modularity: below 1, so that parts are large."""
SMALLEST = 8
"""Accounts of a ring from which it is parted at all."""
SEED = 0


@dataclass(frozen=True, slots=True)
class ThinCut:
    """Vertices whose loss splits a graph."""

    vertices: Longs
    parts: Longs
    """Accounts in each part that is left of the whole graph, largest first."""
    cut_off: int
    """Accounts that are no longer with the largest part of those they were connected with."""


def thin_cuts(accounts: int, first: Longs, second: Longs) -> Iterator[ThinCut]:
    """Yield thin cuts of a ring's graph, which need not be connected.

    Vertices 0 to ``accounts`` - 1 are accounts, the others identifiers; the links are
    ``first`` (accounts) to ``second`` (identifiers).
    """
    if accounts < SMALLEST or not len(first):
        return
    size = max(accounts, int(second.max()) + 1)
    ones = np.ones(len(first))
    labels = leiden(
        size,
        first.astype(np.int32),
        second.astype(np.int32),
        ones,
        objective="modularity",
        resolution=RESOLUTION,
        seed=SEED,
    )
    before = _components(size, first, second)
    for label in np.unique(labels[:accounts]):
        inside = labels == label
        crossing = inside[first] != inside[second]
        cover = vertex_cover(size, first[crossing], second[crossing])
        if 2 <= len(cover) <= THIN:
            yield _without(accounts, before, first, second, cover)


def vertex_cover(size: int, first: Longs, second: Longs) -> Longs:
    """Return a smallest set of vertices that touches every link; all of ``size`` where too many.

    ``first`` are vertices of one side, ``second`` of the other.
    """
    links = coo_matrix((np.ones(len(first), dtype=np.int8), (first, second)), shape=(size, size))
    graph = links.tocsr()
    partner = maximum_bipartite_matching(graph, perm_type="column")  # of each first, or -1
    if (partner >= 0).sum() > THIN:
        return np.arange(size)
    mate = np.full(size, -1)
    matched = np.flatnonzero(partner >= 0)
    mate[partner[matched]] = matched
    reached_first, reached_second = _alternating(graph, partner, mate, np.unique(first))
    left = np.setdiff1d(np.unique(first), np.flatnonzero(reached_first))
    return np.union1d(left, np.flatnonzero(reached_second)).astype(np.int64)


def _alternating(
    graph: coo_matrix, partner: Longs, mate: Longs, left: Longs
) -> tuple[Flags, Flags]:
    """Return what alternating paths reach from the unmatched vertices of the left side."""
    seen_first = np.zeros(len(partner), dtype=np.bool_)
    seen_second = np.zeros(len(partner), dtype=np.bool_)
    stack = [int(v) for v in left if partner[v] < 0]
    while stack:
        vertex = stack.pop()
        if seen_first[vertex]:
            continue
        seen_first[vertex] = True
        for other in graph.indices[graph.indptr[vertex] : graph.indptr[vertex + 1]]:
            if not seen_second[other]:
                seen_second[other] = True
                if mate[other] >= 0:
                    stack.append(int(mate[other]))
    return seen_first, seen_second


def _without(accounts: int, before: Longs, first: Longs, second: Longs, cut: Longs) -> ThinCut:
    """Return what a cut leaves of a graph whose components were ``before`` (of each vertex)."""
    gone = np.zeros(len(before), dtype=np.bool_)
    gone[cut] = True
    kept = ~gone[first] & ~gone[second]
    component = _components(len(before), first[kept], second[kept])
    alive = np.flatnonzero(~gone[:accounts])
    _, at, sizes = np.unique(component[alive], return_index=True, return_counts=True)
    largest = np.zeros(len(before), dtype=np.int64)
    np.maximum.at(largest, before[alive[at]], sizes)
    return ThinCut(cut, np.sort(sizes)[::-1], int(sizes.sum() - largest.sum()))


def _components(size: int, first: Longs, second: Longs) -> Longs:
    """Return the connected component of each vertex."""
    graph = coo_matrix((np.ones(len(first)), (first, second)), shape=(size, size))
    component: Longs = connected_components(graph, directed=False)[1].astype(np.int64)
    return component
