"""A ring, or the whole graph, as it stands in a store, for the public Python API."""

from __future__ import annotations

import polars as pl

from linkage.errors import NotFoundError, did_you_mean
from linkage.exports.selection import RINGS, Tables, ring_tables, subgraph
from linkage.exports.subgraph import Subgraph
from linkage.store import GraphStore
from linkage.store.queries import load_query

_ALL = 2**31 - 1


def stored_graph(store: GraphStore, ring: str | None = None) -> Subgraph:
    """Return a ring with what its members share, or everything; personal values are not masked.

    Raises `NotFoundError` for a ring that the last run did not find.
    """
    rows = store.read(load_query("read/rings", store.dialect), limit=_ALL)
    rings = pl.DataFrame([{name: row[name] for name in RINGS} for row in rows], schema=RINGS)
    if ring is not None and ring not in rings["ring"]:
        raise NotFoundError(f'there is no ring "{ring}".{did_you_mean(ring, rings["ring"])}')
    tables = Tables(
        accounts=store.accounts(),
        sightings=store.sightings(),
        attributes=store.attributes(),
        members=store.members(),
        weights=store.weights(),
        rings=rings,
    )
    chosen = tables if ring is None else ring_tables(tables, pl.Series([ring]))
    return subgraph(chosen, store.kinds, lambda _, value: value)
