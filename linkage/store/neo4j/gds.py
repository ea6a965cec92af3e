"""Communities found in the server, by Graph Data Science.

Only pairs whose weight was computed before are projected, never raw identifiers: a popular one
would stand for millions of pairs. The library's Leiden maximises modularity (Traag, Waltman and
van Eck, 2019, "From Louvain to Leiden"), not the constant Potts model of the igraph engine, so
the communities of the two engines differ.
"""

from __future__ import annotations

from uuid import uuid4

import numpy as np
import numpy.typing as npt

from linkage.errors import StoreError, StoreUnavailableError
from linkage.store.neo4j.client import Client, run
from linkage.store.neo4j.statements import statement

Longs = npt.NDArray[np.int64]

MOST_PAIRS = 5_000_000
"""Pairs that one projection takes: they travel as one parameter."""


def gds_version(client: Client) -> str:
    """Return the installed version; raise `StoreUnavailableError` where there is none."""
    try:
        return str(client.rows(statement("gds_version"), "asking for Graph Data Science")[0][0])
    except StoreUnavailableError:
        raise
    except StoreError as error:
        raise StoreUnavailableError(
            f"Graph Data Science is not installed on Neo4j at {client.address.uri}",
            hint="install its plug-in on the server, or use --engine igraph",
        ) from error


def server_communities(
    client: Client,
    first: Longs,
    second: Longs,
    weight: npt.NDArray[np.float64],
    *,
    size: int,
    seed: int,
    gamma: float = 1.0,
) -> Longs:
    """Return (size,) the community of each account, -1 for accounts in no pair.

    ``first``, ``second`` and ``weight`` are the pairs, (pairs,) each; accounts are numbered from
    0 to ``size`` - 1. The same input and seed give the same communities.
    """
    gds_version(client)
    labels = np.full(size, -1, dtype=np.int64)
    if not len(first):
        return labels
    if len(first) > MOST_PAIRS:
        raise StoreError(
            f"{len(first):,} pairs are too many for one projection",
            hint="use --engine igraph",
        )
    name = f"linkage-{uuid4().hex}"
    rows = [list(row) for row in zip(first.tolist(), second.tolist(), weight.tolist(), strict=True)]
    doing = "finding communities in the server"
    try:
        project = statement("gds_project")
        client.read(lambda tx: run(tx, project, name=name, rows=rows), doing)
        ((nodes, communities),) = client.rows(
            statement("gds_leiden"), doing, name=name, seed=seed, gamma=gamma
        )
    finally:
        client.rows(statement("gds_drop"), doing, name=name)
    labels[np.asarray(nodes, dtype=np.int64)] = np.asarray(communities, dtype=np.int64)
    return labels
