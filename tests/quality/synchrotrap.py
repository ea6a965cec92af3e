"""Baseline: co-action in the manner of SynchroTrap.

Q. Cao, X. Yang, J. Yu and C. Palow, "Uncovering Large Groups of Active Malicious Accounts in
Online Social Networks", CCS 2014. An action is (account, object, time); two actions match if they
are on one object within a window. Actions are compared day by day and the counts added up; the
similarity of two accounts is the Jaccard index of their actions over all objects,
sum |A_i & A_j| / sum |A_i | A_j|; pairs below a threshold are dropped, and what stays connected
(single linkage) is a group.

Objects are IP addresses and prompt templates, each an application of its own and both together.
The window is one hour of the clock, which is how finely sightings keep time (the 32 hours of an
account and identifier that are kept are the same ones for all accounts, so a Jaccard index of
them is a fair sample). More than ``CROWD`` accounts on an object in one hour are no evidence and
would cost the square of their number; they are left out of the matches, not of the unions.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from tests.quality.bipartite import Bipartite, Floats, Ints
from tests.quality.worlds import Data

CROWD = 200
APPLICATIONS = (
    ("ip and template", ("ip", "template")),
    ("ip", ("ip",)),
    ("template", ("template",)),
)
THRESHOLDS = (0.2, 0.05, 0.1, 0.3, 0.5)
_HOURS_A_DAY = 24


def clusterings(data: Data, graph: Bipartite) -> Iterator[tuple[str, Ints]]:
    """Yield the groups for each application and threshold."""
    for name, kinds in APPLICATIONS:
        first, second, similarity = similarities(data.sightings, graph.names, kinds)
        for threshold in THRESHOLDS:
            near = similarity >= threshold
            yield (
                f"{name}, Jaccard {threshold:g}",
                _linked(first[near], second[near], len(graph.names)),
            )


def similarities(
    sightings: pl.DataFrame, names: pl.Series, kinds: tuple[str, ...]
) -> tuple[Ints, Ints, Floats]:
    """Return pairs of accounts that acted together, and their Jaccard index over all days."""
    actions = _actions(sightings, names, kinds)
    n = len(names)
    mine = np.bincount(actions["account"].to_numpy(), minlength=n)
    crowd = pl.len().over("object", "hour")
    actions = actions.filter(crowd.is_between(2, CROWD))
    matches = csr_array((n, n), dtype=np.int32)
    for _, day in actions.group_by(pl.col("hour") // _HOURS_A_DAY, maintain_order=True):
        matches = matches + _matches(day, n)
    pairs = matches.tocoo()
    first, second = pairs.coords
    shared = pairs.data
    return first, second, shared / (mine[first] + mine[second] - shared)


def _actions(sightings: pl.DataFrame, names: pl.Series, kinds: tuple[str, ...]) -> pl.DataFrame:
    """Return one row an account, object and hour, in the order of the hours."""
    return (
        sightings.filter(pl.col("kind").is_in(kinds) & (pl.col("hours").list.len() > 0))
        .select(
            pl.col("account").cast(pl.Enum(names)).to_physical().cast(pl.Int64),
            pl.struct("kind", "value").rank("dense").alias("object"),
            pl.col("hours").alias("hour"),
        )
        .explode("hour", empty_as_null=False)
        .sort("hour", "object", "account")
    )


def _matches(day: pl.DataFrame, n: int) -> csr_array:
    """Return how many actions each pair of accounts shares on one day (upper triangle)."""
    slot = day.select(pl.struct("object", "hour").rank("dense") - 1).to_series().to_numpy()
    account = day["account"].to_numpy()
    present, row = np.unique(account, return_inverse=True)
    acts = csr_array((np.ones(len(row), np.int32), (row, slot.astype(np.int64))))
    together = (acts @ acts.T).tocoo()
    first, second = together.coords
    upper = first < second
    return coo_array(
        (together.data[upper], (present[first[upper]], present[second[upper]])), shape=(n, n)
    ).tocsr()


def _linked(first: Ints, second: Ints, n: int) -> Ints:
    links = coo_array((np.ones(len(first), np.int8), (first, second)), shape=(n, n))
    return connected_components(links, directed=False)[1].astype(np.int64)
