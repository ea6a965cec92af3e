"""Communities found in the server, by Graph Data Science.

Only pairs whose weight was computed before are projected, never raw identifiers: a popular one
would stand for millions of pairs. The library's Leiden maximises modularity (Traag, Waltman and
van Eck, 2019, "From Louvain to Leiden"), not the constant Potts model of the igraph engine: two
groups are joined where their weight exceeds what their strengths let expect, and not where it
exceeds a density. For accounts of the same strength both say the same with `equal_gamma`; for
others the communities of the two engines differ.
"""

from __future__ import annotations

from uuid import uuid4

import numpy as np
import numpy.typing as npt

from linkage.errors import StoreError, StoreUnavailableError, UsageError
from linkage.store.neo4j.client import Client, run
from linkage.store.neo4j.statements import statement

Numbers = npt.NDArray[np.int32] | npt.NDArray[np.int64]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MOST_PAIRS = 5_000_000
"""Pairs that one projection takes: they travel as one parameter."""


def gds_version(client: Client) -> str:
    """Return the installed version; raise `UsageError` where there is none."""
    try:
        return str(client.rows(statement("gds_version"), "asking for Graph Data Science")[0][0])
    except StoreUnavailableError:
        raise
    except StoreError as error:
        raise UsageError(
            f"Graph Data Science is not installed on Neo4j at {client.address.uri}",
            hint="install its plug-in on the server, or use --engine igraph",
        ) from error


def server_communities(
    client: Client,
    first: Numbers,
    second: Numbers,
    weight: Floats,
    size: int,
    seed: int,
    resolution: float,
) -> Longs:
    """Return (size,) the community of each account, -1 for accounts in no pair.

    ``first``, ``second`` and ``weight`` are the pairs, (pairs,) each; accounts are numbered from
    0 to ``size`` - 1. ``resolution`` is the density below which a group falls apart. The same
    input and seed give the same communities.
    """
    labels = np.full(size, -1, dtype=np.int64)
    if not len(first):
        return labels
    if len(first) > MOST_PAIRS:
        raise StoreError(
            f"{len(first):,} pairs are too many for one projection",
            hint="use --engine igraph",
        )
    gamma = equal_gamma(first, second, weight, resolution)
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


def equal_gamma(first: Numbers, second: Numbers, weight: Floats, resolution: float) -> float:
    """Return modularity's resolution that stands for a density, for accounts of mean strength.

    Groups of a and b accounts are joined where the weight between them exceeds ``resolution`` a b
    in the Potts model, and gamma a b k^2 / 2W in modularity, where W is the sum of weights and
    k = 2W / n the mean strength of the n accounts: gamma = resolution n^2 / 2W.
    """
    accounts = len(np.union1d(first, second))
    return resolution * accounts**2 / (2.0 * float(weight.sum()))
