"""Weak bridges, beside taking each thing away and looking."""

import networkx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linkage.discovery.judgement.bridges import weak_bridges
from tests.discovery.judgement.findings_of import situation_of


def bridges_of(rows):
    names = sorted({row[0] for row in rows})
    (bridges,) = weak_bridges(situation_of(rows, {"R-1": names}))
    return {(b.kind, b.value): b.parts for b in bridges}


def pool(accounts, *devices):
    return [(account, "device", device) for account in accounts for device in devices]


def test_an_account_in_two_pools_is_a_bridge():
    rows = pool("abc", "d1", "d2") + pool("cxyz", "d3", "d4")
    assert bridges_of(rows) == {("account", "c"): (3, 2)}


def test_a_card_between_two_pools_is_a_bridge():
    rows = pool("abc", "d1", "d2") + pool("xyz", "d3", "d4")
    rows += [("a", "payment", "p"), ("x", "payment", "p")]
    found = bridges_of(rows)
    assert found["payment", "p"] == (3, 3)
    assert found["account", "a"] == (3, 2)


def test_a_star_falls_to_accounts_alone():
    assert bridges_of(pool("abcdef", "d1")) == {("device", "d1"): (1,) * 6}
    rows = [*pool("abcdef", "d1"), ("a", "phone", "p"), ("b", "phone", "p")]
    assert bridges_of(rows)["device", "d1"] == (2, 1, 1, 1, 1)


def test_two_pools_with_two_links_have_no_bridge():
    rows = pool("abc", "d1", "d2") + pool("xyz", "d3", "d4")
    rows += [(name, "payment", p) for p, pair in (("p", "ax"), ("q", "by")) for name in pair]
    assert bridges_of(rows) == {}


EDGES = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 7)), min_size=6, max_size=26)


PAIR_AND_SIX = {(0, j) for j in (0, 1, 3, 5)} | {(1, j) for j in (0, 1, 5)}
PAIR_AND_SIX |= {(2, 0), (2, 2), (3, 0), (3, 1), (5, 0), (7, 1), (7, 2), (4, 6), (6, 6)}
"""Two accounts stand apart from the other six whatever is taken away."""


@given(EDGES)
@example(PAIR_AND_SIX)
@settings(deadline=None, max_examples=80)
def test_parts_are_what_is_left_when_a_thing_is_taken_away(edges):
    rows = [(f"a{i}", "device", f"d{j}") for i, j in sorted(edges)]
    shared = {d for _, _, d in rows if sum(row[2] == d for row in rows) > 1}
    graph = networkx.Graph((("account", a), ("device", d)) for a, _, d in rows if d in shared)
    graph.add_nodes_from(("account", a) for a, _, _ in rows)
    whole = networkx.number_connected_components(graph)
    names = sorted({row[0] for row in rows})
    (bridges,) = weak_bridges(situation_of(rows, {"R-1": names}))
    for bridge in bridges:
        parts = bridge.parts
        left = graph.subgraph(set(graph) - {(bridge.kind, bridge.value), *bridge.others})
        sizes = [
            sum(kind == "account" for kind, _ in c) for c in networkx.connected_components(left)
        ]
        assert parts == tuple(sorted((s for s in sizes if s), reverse=True))
        assert len(parts) > whole


def test_a_ring_without_evidence_of_its_own_has_no_bridge():
    rows = [("a", "device", "d"), ("b", "device", "e")]
    assert bridges_of(rows) == {}


@pytest.mark.parametrize("length", [3, 3000])
def test_a_long_chain_is_cut_in_the_middle(length):
    rows = [(f"a{i:04}", "device", f"d{j:04}") for i in range(length) for j in (i, i + 1)]
    found = bridges_of(rows)
    assert len(found) <= 5
    if length > 3:
        assert min(max(parts) for parts in found.values()) == length // 2
