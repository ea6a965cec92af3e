"""Clusters, growth, rings, campaigns and lineage on small graphs."""

import numpy as np
import polars as pl
import pytest

from linkage.discovery.belief import account_traits
from linkage.discovery.clusters import cluster_pairs, keep, renumber
from linkage.discovery.growth import grow
from linkage.discovery.holdings import holdings
from linkage.discovery.lineage import anchors, inherit, name_groups, short_id
from linkage.discovery.membership import ring_membership
from linkage.discovery.pairs import Pairs
from linkage.discovery.profiles import UNKNOWN
from linkage.discovery.rings import find_rings
from tests.discovery.frames import strangers

NO_AGE = -np.ones(0, dtype=np.int64)


def pairs_of(*edges):
    first, second = np.array(edges, dtype=np.int32).T
    return Pairs(first, second, np.full(len(edges), 10.0))


def crew(name, size):
    """A ring that shares two devices, two cards and two scripts."""
    return [
        (f"{name}{i:02}", kind, f"{name}-{kind}-{(i // step) % 2}")
        for i in range(size)
        for kind, step in (("device", 1), ("payment", 2), ("template", 3))
    ]


def test_clusters_are_numbered_by_their_first_account():
    labels = cluster_pairs(pairs_of((5, 6), (6, 7), (0, 1), (1, 2), (0, 2)), 8, 3, seed=0)
    assert labels.tolist() == [0, 0, 0, -1, -1, 1, 1, 1]


def test_small_clusters_are_dropped():
    labels = cluster_pairs(pairs_of((0, 1), (2, 3), (3, 4), (2, 4)), 5, 3, seed=0)
    assert labels.tolist() == [-1, -1, 0, 0, 0]


def test_communities_may_be_found_elsewhere():
    asked = []

    def communities(*given):
        asked.append(given[3:])
        return np.array([9, 9, 9, 4, 4, -1])

    pairs = pairs_of((0, 1), (1, 2), (3, 4))
    labels = cluster_pairs(pairs, 6, 3, seed=5, resolution=0.1, communities=communities)
    assert asked == [(6, 5, 0.1)]
    assert labels.tolist() == [0, 0, 0, -1, -1, -1]


def test_renumbering_and_selecting_keep_the_groups():
    labels = np.array([7, 7, -1, 3, 3])
    assert renumber(labels, 2).tolist() == [0, 0, -1, 1, 1]
    assert keep(np.array([0, 0, -1, 1]), np.array([False, True])).tolist() == [-1, -1, -1, 0]


def test_kept_groups_are_numbered_anew_in_their_order():
    labels = np.array([2, 0, -1, 1, 2])
    assert keep(labels, np.array([False, True, True])).tolist() == [1, -1, -1, 0, 1]


def test_holdings_say_how_much_of_a_token_is_inside(make_tokens):
    tokens = make_tokens([(name, "device", "d") for name in "abcd"])
    held = holdings(tokens, np.array([0, 0, 0, -1]))
    assert held.members.tolist() == [3]
    assert held.owned.tolist() == [2 / 3]


def test_growth_takes_in_who_shares_what_the_seeds_own(make_tokens):
    tokens = make_tokens(crew("ring", 40) + strangers(400))
    seeds = np.array([name.startswith("ring") for name in tokens.accounts]) & (
        np.arange(tokens.size) % 4 > 0
    )
    traits = account_traits(tokens, np.full(tokens.size, UNKNOWN), int(UNKNOWN))
    grown = grow(tokens, np.full(tokens.count, 10.0), seeds, traits).inside
    assert set(tokens.accounts.filter(pl.Series(grown))) == {f"ring{i:02}" for i in range(40)}


def test_a_seed_that_shares_nothing_with_the_others_leaves(make_tokens):
    tokens = make_tokens(crew("ring", 40) + strangers(400))
    names = tokens.accounts.to_list()
    seeds = np.array([n.startswith("ring") or n == "stranger0007" for n in names])
    traits = account_traits(tokens, np.full(tokens.size, UNKNOWN), int(UNKNOWN))
    grown = grow(tokens, np.full(tokens.count, 10.0), seeds, traits)
    assert grown.joined[names.index("stranger0007")] == -1


@pytest.mark.parametrize(("belief", "round_joined"), [(1.0, 0), (0.6, -1)])
def test_a_seed_tied_by_one_kind_stays_only_if_it_is_sure(make_tokens, belief, round_joined):
    """The clerk has one of the ring's devices, and a card and an address of its own."""
    clerk = [("clerk", "device", "ring-device-0"), ("clerk", "payment", "c"), ("clerk", "ip", "i")]
    tokens = make_tokens(crew("ring", 40) + clerk + strangers(400))
    names = tokens.accounts.to_list()
    seeds = np.array([float(name.startswith("ring")) for name in names])
    seeds[names.index("clerk")] = belief
    traits = account_traits(tokens, np.full(tokens.size, UNKNOWN), int(UNKNOWN))
    grown = grow(tokens, np.full(tokens.count, 10.0), seeds, traits)
    assert grown.joined[names.index("clerk")] == round_joined


def test_rings_that_share_nothing_are_apart(make_tokens):
    tokens = make_tokens(crew("one", 12) + crew("two", 12))
    labels = find_rings(tokens, np.full(tokens.count, 9.0), np.ones(24, bool), 4, seed=0)
    assert labels.tolist() == [0] * 12 + [1] * 12


def test_a_member_tied_by_several_kinds_is_surer_than_one_tied_by_one(make_tokens):
    tokens = make_tokens([*crew("ring", 8), ("zoe", "device", "ring-device-0")])
    member = ring_membership(tokens, np.full(tokens.count, 9.0), np.zeros(9, dtype=np.int64))
    assert member.confidence[0] > member.confidence[8]
    assert member.core.tolist() == [True] * 8 + [False]


def test_the_anchor_is_the_oldest_core_account():
    labels = np.array([0, 0, 0, 1, -1])
    core = np.array([False, True, True, False, False])
    created = np.array([1, 9, 5, UNKNOWN, 0])
    assert anchors(labels, core, created).tolist() == [2, 3]


def test_ids_are_short_readable_and_distinct():
    ids = name_groups("R", [f"acc{i}" for i in range(500)], set())
    assert len(set(ids)) == 500
    assert all(len(i) == 7 and not set(i[2:]) & set("ILOU") for i in ids)
    assert name_groups("R", ["x"], {short_id("R", "x")})[0] != short_id("R", "x")


def test_a_ring_keeps_its_id_by_overlap():
    names = pl.Series(["a", "b", "c", "d", "e", "f"])
    before = pl.DataFrame({"account": ["a", "b", "c", "f"], "ring": ["R-OLD"] * 3 + ["R-GONE"]})
    assert inherit(np.array([0, 0, -1, 1, 1, -1]), names, before) == {0: "R-OLD"}
