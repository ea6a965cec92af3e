"""Baseline: connected components over shared identifiers, with a cap on popular ones.

The plainest rule in use: two accounts that share an identifier belong together, unless more than
``cap`` accounts have it. Components by `scipy.sparse.csgraph.connected_components`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tests.quality.bipartite import Bipartite, Ints
from tests.quality.worlds import Data

CAPS = (20, 3, 5, 10, 50, 200)


def clusterings(_data: Data, graph: Bipartite) -> Iterator[tuple[str, Ints]]:
    """Yield the components for each cap, with all kinds and without the e-mail domains."""
    kind = np.array(graph.kind)
    for cap in CAPS:
        kept = graph.degree <= cap
        yield f"cap {cap}", components(graph, kept)
        yield f"cap {cap}, no domains", components(graph, kept & (kind != "email_domain"))


def components(graph: Bipartite, kept: np.ndarray) -> Ints:
    """Return (n,) the component of each account over the identifiers that are kept."""
    chosen = kept[graph.identifier]
    n, m = len(graph.names), len(graph.degree)
    account, identifier = graph.account[chosen], graph.identifier[chosen]
    links = coo_array(
        (np.ones(len(account), np.int8), (account, identifier + n)), shape=(n + m, n + m)
    )
    return connected_components(links, directed=False)[1][:n].astype(np.int64)
