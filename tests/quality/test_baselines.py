"""Each baseline on data so small that its answer can be worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest

from linkage.records import SIGHTINGS
from tests.quality import bipartite_leiden, components, fraudar, splink_linkage, synchrotrap
from tests.quality.bipartite import bipartite

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def sightings(rows):
    """Return sightings of (account, kind, value, hours)."""
    return pl.DataFrame(
        [(a, k, v, NOON, NOON, len(hours), hours) for a, k, v, hours in rows],
        schema=SIGHTINGS,
        orient="row",
    )


def graph_of(rows, accounts=()):
    frame = sightings(rows)
    return bipartite(frame, pl.Series([*frame["account"], *accounts]))


def together(labels, names, *accounts):
    """Return whether these accounts stand in one group."""
    return len({labels[names.to_list().index(a)] for a in accounts}) == 1


def crowd(count, kind="device", prefix="x"):
    """Return accounts that share nothing."""
    return [(f"{prefix}{i:03}", kind, f"own-{i}", []) for i in range(count)]


def test_identifiers_of_one_value_but_two_kinds_are_two():
    graph = graph_of([("a", "device", "7", []), ("b", "phone", "7", [])])
    assert graph.degree.tolist() == [1, 1]


def test_components_stop_at_the_cap():
    rows = [(a, "device", "d", []) for a in "abc"] + [(a, "phone", "p", []) for a in "cd"]
    graph = graph_of(rows)
    few = components.components(graph, graph.degree <= 2)
    assert together(few, graph.names, "c", "d")
    assert not together(few, graph.names, "a", "b")
    assert together(components.components(graph, graph.degree <= 3), graph.names, *"abcd")


def test_leiden_separates_two_dense_groups_that_one_link_joins():
    rows = [
        (f"{group}{i}", "device", f"{group}-{v}", [])
        for group in "ab"
        for i in range(6)
        for v in range(4)
    ]
    rows += [("a0", "phone", "bridge", []), ("b0", "phone", "bridge", [])]
    graph = graph_of(rows + crowd(200))  # among 12 accounts, one of six would be no rarity
    labels = bipartite_leiden.communities(graph, 1.0)
    assert together(labels, graph.names, *(f"a{i}" for i in range(6)))
    assert not together(labels, graph.names, "a0", "b0")


def densest_by_trial(graph):
    """Return the greatest density of FRAUDAR's measure over all sets of accounts."""
    weight = 1 / np.log(graph.degree + 5.0)
    best = 0.0
    for subset in range(1, 1 << len(graph.names)):
        chosen = [i for i in range(len(graph.names)) if subset >> i & 1]
        inside = np.isin(graph.account, chosen)
        held = np.bincount(graph.identifier[inside], minlength=len(graph.degree)) * weight
        for count in range(1, len(held) + 1):
            total = np.sort(held)[::-1][:count].sum()
            best = max(best, total / (len(chosen) + count))
    return best


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_fraudar_reaches_half_the_best_density_at_least(seed):
    """Theorem 2 of the paper: the greedy block is at least half as dense as the densest one."""
    rng = np.random.default_rng(seed)
    links = np.unique(rng.integers(0, 7, (24, 2)), axis=0)
    graph = graph_of([(f"a{a}", "device", f"d{d}", []) for a, d in links])
    n, m = len(graph.names), len(graph.degree)
    inside = fraudar.densest_block(graph.account, graph.identifier, n, m)
    kept = inside[graph.account] & inside[graph.identifier + n]
    weight = 1 / np.log(graph.degree[graph.identifier] + 5.0)
    density = weight[kept].sum() / inside.sum()
    assert density >= densest_by_trial(graph) / 2
    assert density >= weight.sum() / (n + m)


def test_fraudar_finds_two_planted_blocks_one_after_the_other():
    rows = [
        (f"{group}{i}", "device", f"{group}-{v}", [])
        for group, size in (("a", 12), ("b", 6))
        for i in range(size)
        for v in range(size)
    ]
    graph = graph_of(rows + crowd(60))
    labels = fraudar.blocks(graph, np.ones(len(graph.degree), np.bool_), 2)
    by_name = dict(zip(graph.names.to_list(), labels.tolist(), strict=True))
    assert {by_name[f"a{i}"] for i in range(12)} == {0}
    assert {by_name[f"b{i}"] for i in range(6)} == {1}
    assert {by_name[f"x{i:03}"] for i in range(60)} == {-1}


def test_co_action_is_the_jaccard_index_over_objects_and_days():
    rows = [
        ("a", "ip", "1", [24, 25, 48]),
        ("b", "ip", "1", [24, 26, 48]),
        ("b", "ip", "2", [24]),
        ("c", "ip", "2", [30]),
    ]
    names = pl.Series(["a", "b", "c"])
    first, second, similarity = synchrotrap.similarities(sightings(rows), names, ("ip",))
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == [(0, 1)]
    # Two of the actions match (hours 24 and 48); a has three, b has four: 2 / (3 + 4 - 2).
    assert similarity.tolist() == [0.4]


def test_co_action_ignores_crowds_and_other_kinds():
    rows = [(f"a{i:03}", "ip", "nat", [24]) for i in range(synchrotrap.CROWD + 1)]
    rows += [("a000", "device", "d", [24]), ("a001", "device", "d", [24])]
    frame = sightings(rows)
    found = synchrotrap.similarities(frame, frame["account"].unique().sort(), ("ip",))
    assert len(found[0]) == 0


def test_splink_sees_shared_identifiers_by_rarity_and_blocks_without_hubs():
    hub = splink_linkage.BLOCK + 1
    rows = [(f"a{i:03}", "ip", "hub", []) for i in range(hub)]
    rows += [("a000", "ip", "rare", []), ("a001", "ip", "rare", [])]
    frame = splink_linkage.records(graph_of(rows))
    first = frame.row(0, named=True)
    assert len(first["ip_rare"]) == len(first["ip_block"]) == 1
    assert len(first["ip_any"]) == 2
    assert frame.row(2, named=True)["ip_block"] is None
