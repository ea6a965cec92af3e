"""Weak bridges: accounts and identifiers without which a ring falls apart.

In the bipartite graph of a ring's members and the identifiers that tie them, a vertex whose loss
splits a component is an articulation point (Hopcroft and Tarjan, 1973). The blocks between them
form a tree, whose subtree sums give the parts that are left, all in time linear in links.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import igraph
import numpy as np

from linkage.discovery.judgement.cuts import thin_cuts
from linkage.discovery.situation import Situation
from linkage.discovery.tokens import Flags, Longs
from linkage.records import Bridge

LEAST = 0.1
"""Share of the ring that must be cut off from its largest part, so that it is worth a line."""
SMALLEST = 2
"""Accounts that must be cut off, at least."""
MOST = 5
"""Bridges listed for a ring."""
PARTS = 20
"""Parts listed for a bridge."""


@dataclass(frozen=True, slots=True)
class _Split:
    """An articulation point (a vertex) and the accounts in each part of its component."""

    vertex: int
    parts: list[int]


def weak_bridges(found: Situation) -> tuple[tuple[Bridge, ...], ...]:
    """Return for each ring what it hangs on, that with the smallest part left first."""
    held = found.held
    rows = np.flatnonzero(found.strong)
    links = found.strong[held.row]
    members = np.flatnonzero(found.labels >= 0)
    first = np.searchsorted(members, held.member[links])
    second = len(members) + np.searchsorted(rows, held.row[links])
    graph = igraph.Graph(
        n=len(members) + len(rows), edges=np.column_stack([first, second]).tolist()
    )
    component = np.asarray(graph.connected_components().membership, dtype=np.int64)
    is_account = np.arange(graph.vcount()) < len(members)
    ring = np.concatenate([found.labels[members], held.group[rows]])
    pieces = _pieces(component, is_account, ring, found.rings)
    result: list[list[Bridge]] = [[] for _ in range(found.rings)]
    for split in _splits(graph, is_account):
        place, where = int(ring[split.vertex]), int(component[split.vertex])
        others = [size for at, size in pieces[place].items() if at != where]
        parts = sorted([*split.parts, *others], reverse=True)
        if sum(split.parts) - max(split.parts) >= max(SMALLEST, LEAST * held.sizes[place]):
            kind, value = _name(found, split.vertex, members, rows)
            result[place].append(Bridge(kind, value, tuple(parts[:PARTS])))
    _add_cuts(found, result, (members, rows), (first, second))
    return tuple(
        tuple(
            sorted(bridges, key=lambda b: (b.parts[0], b.kind == "account", b.kind, b.value))[:MOST]
        )
        for bridges in result
    )


def _add_cuts(
    found: Situation,
    result: list[list[Bridge]],
    vertices: tuple[Longs, Longs],
    links: tuple[Longs, Longs],
) -> None:
    """Add thin cuts to the rings that nothing alone splits."""
    members, rows = vertices
    ring = found.labels[members[links[0]]]
    order = np.argsort(ring, kind="stable")
    bounds = np.searchsorted(ring[order], np.arange(found.rings + 1))
    for place in np.flatnonzero([not bridges for bridges in result]):
        mine = order[bounds[place] : bounds[place + 1]]
        inside, first = np.unique(links[0][mine], return_inverse=True)
        tied, second = np.unique(links[1][mine], return_inverse=True)
        least = max(SMALLEST, LEAST * found.held.sizes[place])
        both = np.concatenate([inside, tied])
        cuts = {
            tuple(cut.vertices.tolist()): cut.parts
            for cut in thin_cuts(len(inside), first, len(inside) + second)
            if cut.cut_off >= least
        }
        for cut, parts in cuts.items():
            (kind, value), *others = (_name(found, int(both[v]), members, rows) for v in cut)
            alone = [1] * (int(found.held.sizes[place]) - len(inside))  # Tied to nobody.
            sizes = tuple([*parts.tolist(), *alone][:PARTS])
            result[place].append(Bridge(kind, value, sizes, tuple(others)))


def _pieces(component: Longs, is_account: Flags, ring: Longs, rings: int) -> list[dict[int, int]]:
    """Return for each ring the accounts in each of the components that it consists of."""
    sizes = np.bincount(component, is_account, minlength=0).astype(np.int64)
    pieces: list[dict[int, int]] = [{} for _ in range(rings)]
    where, at = np.unique(component, return_index=True)
    for number, vertex in zip(where.tolist(), at.tolist(), strict=True):
        pieces[int(ring[vertex])][number] = int(sizes[number])
    return pieces


def _splits(graph: igraph.Graph, is_account: Flags) -> Iterator[_Split]:
    """Yield each articulation point with the accounts of the parts that its loss leaves."""
    blocks, points = graph.biconnected_components(return_articulation_points=True)
    joints = set(points)
    home: dict[int, list[int]] = {point: [] for point in points}
    weight = []
    inside: list[list[int]] = []
    for number, block in enumerate(blocks):
        inside.append([v for v in block if v in joints])
        weight.append(sum(1 for v in block if v not in joints and is_account[v]))
        for vertex in inside[-1]:
            home[vertex].append(number)
    seen: set[int] = set()
    for start in range(len(inside)):
        if start not in seen and inside[start]:
            yield from _tree_splits(start, inside, home, weight, is_account, seen)


def _tree_splits(
    root: int,
    inside: list[list[int]],
    home: dict[int, list[int]],
    weight: list[int],
    is_account: Flags,
    seen: set[int],
) -> Iterator[_Split]:
    """Walk one tree of blocks from its root; sum the accounts below each block, then split."""
    order = [root]
    above: dict[int, int | None] = {root: None}
    below: dict[int, list[int]] = {}
    for block in order:
        seen.add(block)
        for joint in inside[block]:
            if joint == above[block]:
                continue
            below[joint] = [b for b in home[joint] if b != block]
            for child in below[joint]:
                above[child] = joint
                order.append(child)
    total: dict[int, int] = {}
    for block in reversed(order):
        total[block] = weight[block] + sum(
            int(is_account[joint]) + sum(total[child] for child in below[joint])
            for joint in inside[block]
            if joint != above[block]
        )
    for joint, children in below.items():
        parts = [total[child] for child in children]
        rest = total[root] - int(is_account[joint]) - sum(parts)
        parts = [part for part in (*parts, rest) if part > 0]
        if len(parts) > 1:
            yield _Split(joint, parts)


def _name(found: Situation, vertex: int, members: Longs, rows: Longs) -> tuple[str, str]:
    """Return kind and value of a vertex."""
    tokens = found.tokens
    if vertex < len(members):
        return "account", str(tokens.accounts[int(members[vertex])])
    token = int(found.held.token[rows[vertex - len(members)]])
    return tokens.kinds[tokens.kind[token]], str(tokens.values[token])
