"""igraph, in one place: build a graph from arrays and partition it, the same way every time."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator, Sequence

import igraph
import numpy as np

from linkage.discovery.tokens import Floats, Ints, Longs

ITERATIONS = 3
"""Passes of Leiden; later ones change little and cost as much."""
NEGLIGIBLE = 1e-9
"""Share of the heaviest edge below which an edge is left out: igraph's Leiden may not come back
from weights that differ by more than a double can add up."""


def leiden(
    size: int,
    first: Ints,
    second: Ints,
    weights: Floats,
    *,
    objective: str,
    resolution: float,
    seed: int,
) -> Longs:
    """Return (size,) the community of each node.

    Leiden (Traag, Waltman and van Eck, 2019) with the constant Potts model (``CPM``) or
    ``modularity``. The same input and seed give the same communities.
    """
    (found,) = leidens(
        size, first, second, weights, objective=objective, resolutions=(resolution,), seed=seed
    )
    return found


def leidens(
    size: int,
    first: Ints,
    second: Ints,
    weights: Floats,
    *,
    objective: str,
    resolutions: Sequence[float],
    seed: int,
) -> Iterator[Longs]:
    """Yield what ``leiden`` returns for each resolution; the graph is built once."""
    if len(first) == 0:
        yield from (np.arange(size, dtype=np.int64) for _ in resolutions)
        return
    heavy = weights > NEGLIGIBLE * weights.max()
    graph = _graph(size, first[heavy], second[heavy])
    worth = weights[heavy].tolist()
    for resolution in resolutions:
        yield _partition(graph, worth, objective, resolution, seed)


def _graph(size: int, first: Ints, second: Ints) -> igraph.Graph:
    collecting = gc.isenabled()
    gc.disable()
    try:
        # A zip of two lists is the fastest way into igraph, with the collector off.
        return igraph.Graph(n=size, edges=zip(first.tolist(), second.tolist(), strict=True))
    finally:
        if collecting:
            gc.enable()


def _partition(
    graph: igraph.Graph, weights: list[float], objective: str, resolution: float, seed: int
) -> Longs:
    state = random.getstate()
    random.seed(seed)
    try:
        parts = graph.community_leiden(
            objective_function=objective,
            weights=weights,
            resolution=resolution,
            n_iterations=ITERATIONS,
        )
    finally:
        random.setstate(state)
    return np.asarray(parts.membership, dtype=np.int64)
