"""Baseline: Leiden communities of the whole bipartite graph, weighted by rarity.

V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected
communities", Scientific Reports 9 (2019), with modularity as its quality function, in igraph.
A link weighs log2(accounts / accounts on the identifier), so that a popular identifier says little.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import igraph
import numpy as np

from tests.quality.bipartite import Bipartite, Ints
from tests.quality.worlds import Data

RESOLUTIONS = (1.0, 4.0, 16.0)


def clusterings(_data: Data, graph: Bipartite) -> Iterator[tuple[str, Ints]]:
    """Yield the communities for each resolution."""
    for resolution in RESOLUTIONS:
        yield f"resolution {resolution:g}", communities(graph, resolution)


def communities(graph: Bipartite, resolution: float, seed: int = 0) -> Ints:
    """Return (n,) the community of each account; identifiers of one account are left out."""
    shared = graph.degree[graph.identifier] >= 2
    n = len(graph.names)
    whole = igraph.Graph(
        n=n + len(graph.degree),
        edges=np.stack([graph.account[shared], graph.identifier[shared] + n], axis=1),
    )
    state = random.getstate()
    random.seed(seed)
    try:
        parts = whole.community_leiden(
            objective_function="modularity",
            weights=graph.rarity[graph.identifier[shared]].tolist(),
            resolution=resolution,
        )
    finally:
        random.setstate(state)
    return np.asarray(parts.membership[:n], dtype=np.int64)
