"""Cells: rings that are the cells of one ring, put together again.

A ring whose workers each have devices and cards of their own, and all of whom draw from the same
pools beside, is many dense spots and no hole between them. Modularity takes it apart, and no two
of its cells are close: what one shares with the others is spread over all of them. So rings are
joined two by two to the last, by the density of the links between them (as in
`linkage.discovery.parts`), and this tree is walked down from its roots: where both sides of a
branch are dense between each other *as a whole*, all below is one ring. The shards of a campaign
share a tenth of what they have or less, the cells of a ring a fifth and more.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.agglomeration import Merge, after, merges
from linkage.discovery.inside import Inside
from linkage.discovery.parts import density, links_between, together
from linkage.discovery.tokens import Flags, Floats, Longs

CELLS = 6
"""Rings below a branch from which they can be cells. Two or three that are close may as well be
shards: `parts` kept them apart."""
DENSE_WHOLE = 0.1
"""Links between the sides of a branch over the geometric mean of those within, from which all of
its cells are one ring. Where a branch is one cell against k, it falls with the root of k: a ring of
more than a hundred cells that share half of what they have is not put together."""
DENSE_FEW = 0.22
"""The same where there are fewer cells."""
HOLDERS = 256
"""Rings above which a token joins none; it bounds the pairs of rings that are looked at."""


def join_cells(inside: Inside, weights: Floats, rings: Longs, minimum: int) -> Longs:
    """Return (n,) the rings, those that are cells of one put together; -1 for none.

    ``weights`` (t,) are what the tokens are worth in the whole data, not what the partition taught:
    that holds what cells have in common for a kit of several operators. Fewer than ``minimum``
    accounts are no cell, but may join others.
    """
    ring = rings[inside.accounts]
    count = int(ring.max(initial=-1)) + 1
    if count < 2:
        return rings
    narrow = _holders(inside, ring) <= HOLDERS
    one = np.zeros(count, dtype=np.int64)
    between, within = links_between(inside, weights * narrow, ring, one)
    tree = merges(between, within, density, together, np.finfo(np.float64).tiny)
    return np.append(_wholes(tree, np.bincount(ring) >= minimum), -1)[rings]


def _holders(inside: Inside, ring: Longs) -> Longs:
    """Return (t,) how many rings hold each token."""
    pairs = np.unique(np.column_stack([inside.token, ring[inside.member]]), axis=0)
    return np.bincount(pairs[:, 0], minlength=len(inside.count))


def _wholes(tree: list[Merge], is_cell: Flags) -> Longs:
    """Return (count,) the ring of each ring after the branches that are one are closed."""
    cells = is_cell.astype(np.int64)
    last = np.full(len(cells), -1)
    below, closed = [], []
    for number, merge in enumerate(tree):
        below.append((last[merge.group], last[merge.other]))
        last[merge.group] = number
        cells[merge.group] += cells[merge.other]
        closed.append(merge.close >= (DENSE_WHOLE if cells[merge.group] >= CELLS else DENSE_FEW))
    for number in reversed(range(len(tree))):
        for part in below[number]:
            if closed[number] and part >= 0:
                closed[part] = True
    return after((merge for merge, is_one in zip(tree, closed, strict=True) if is_one), len(cells))
