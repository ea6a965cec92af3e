"""Baseline: FRAUDAR, dense blocks of the bipartite graph.

B. Hooi, H. A. Song, A. Beutel, N. Shah, K. Shin and C. Faloutsos, "FRAUDAR: Bounding Graph Fraud
in the Face of Camouflage", KDD 2016. The block of accounts and identifiers S that maximises
g(S) = f(S) / |S|, where f sums the weights 1 / log(degree + 5) of the links inside S, is
approximated by removing the node that costs least, again and again, and keeping the best set on
the way (Algorithm 1). A tree of minima gives that node in logarithmic time. Several blocks: the
links inside a block are removed and the search runs again, with column weights of what is left,
as in the authors' own code.
"""

from __future__ import annotations

from collections.abc import Iterator

import numba
import numpy as np
from scipy.sparse import csr_array

from tests.quality.bipartite import Bipartite, Floats, Ints
from tests.quality.worlds import Data

COUNTS = (20, 1, 2, 3, 5, 10)


def clusterings(_data: Data, graph: Bipartite) -> Iterator[tuple[str, Ints]]:
    """Yield the first blocks, so many as each count says, of all kinds and without domains."""
    plain = np.array(graph.kind) != "email_domain"
    for name, kept in (("", np.ones(len(plain), np.bool_)), (", no domains", plain)):
        labels = blocks(graph, kept, max(COUNTS))
        for count in COUNTS:
            yield f"{count} blocks{name}", np.where(labels < count, labels, -1)


def blocks(graph: Bipartite, kept: np.ndarray, count: int) -> Ints:
    """Return (n,) the first block that holds each account over the kept identifiers, or -1."""
    n, m = len(graph.names), len(graph.degree)
    chosen = kept[graph.identifier]
    account, identifier = graph.account[chosen], graph.identifier[chosen]
    labels = np.full(n, -1, dtype=np.int64)
    for block in range(count):
        if not len(account):
            break
        inside = densest_block(account, identifier, n, m)
        fresh = np.flatnonzero(inside[:n] & (labels < 0))
        labels[fresh] = block
        gone = inside[account] & inside[identifier + n]
        account, identifier = account[~gone], identifier[~gone]
    return labels


def densest_block(account: Ints, identifier: Ints, n: int, m: int) -> np.ndarray:
    """Return (n + m,) which accounts and identifiers the greedy search keeps."""
    degree = np.bincount(identifier, minlength=m)
    weight = 1 / np.log(degree[identifier] + 5.0)
    ends = np.concatenate([account, identifier + n])
    others = np.concatenate([identifier + n, account])
    both = csr_array((np.tile(weight, 2), (ends, others)), shape=(n + m, n + m))
    order, best = _peel(both.indptr.astype(np.int64), both.indices, both.data)
    inside = np.ones(n + m, dtype=np.bool_)
    inside[order[:best]] = False
    return inside


@numba.njit(cache=True)
def _peel(start: Ints, neighbour: Ints, weight: Floats) -> tuple[Ints, int]:
    """Remove nodes, cheapest first; return the order and how many to remove for the best g."""
    nodes = len(start) - 1
    leaves = 1
    while leaves < nodes:
        leaves *= 2
    tree = np.full(2 * leaves, np.inf)
    total = 0.0
    for node in range(nodes):
        cost = weight[start[node] : start[node + 1]].sum()
        tree[leaves + node] = cost
        total += cost / 2
    for place in range(leaves - 1, 0, -1):
        tree[place] = min(tree[2 * place], tree[2 * place + 1])
    order = np.empty(nodes, np.int64)
    density, best = total / nodes, 0
    for removed in range(nodes - 1):
        place = 1
        while place < leaves:
            place = 2 * place if tree[2 * place] <= tree[2 * place + 1] else 2 * place + 1
        node = place - leaves
        order[removed] = node
        total -= tree[place]
        _set(tree, place, np.inf)
        for i in range(start[node], start[node + 1]):
            other = leaves + neighbour[i]
            if tree[other] != np.inf:
                _set(tree, other, tree[other] - weight[i])
        if total / (nodes - removed - 1) > density:
            density, best = total / (nodes - removed - 1), removed + 1
    return order, best


@numba.njit(cache=True)
def _set(tree: Floats, place: int, value: float) -> None:
    """Change a leaf of the tree of minima."""
    tree[place] = value
    place //= 2
    while place:
        least = min(tree[2 * place], tree[2 * place + 1])
        if tree[place] == least:
            break
        tree[place] = least
        place //= 2
