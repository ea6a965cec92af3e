"""Communities, pools, features of pools, belief of seeds and the base rate, on small graphs."""

import numpy as np
import polars as pl
import pytest

from linkage.discovery.base_rate import BOTTOM, base_rate_shift, size_shifts
from linkage.discovery.communities import cut_loose_ends, find_communities
from linkage.discovery.features.common import spread
from linkage.discovery.features.facts import gather_facts
from linkage.discovery.features.shared import pooled_addresses, several_pools
from linkage.discovery.holdings import holdings
from linkage.discovery.pools import kinds_of_pools, pool_rows
from linkage.discovery.profiles import UNKNOWN, Profiles
from linkage.discovery.seeds import seed_belief
from tests.discovery.frames import strangers


def wide_ring(size):
    """A ring with pools so large that two accounts seldom share two things."""
    return [
        (f"ring{i:03}", kind, f"{kind}-{(i * step + i // 7) % pool}")
        for i in range(size)
        for kind, pool, step in (("template", size // 12, 1), ("ip", size // 4, 5))
    ]


def company(size):
    """A company: one card, one office, and a device for each."""
    return [
        (f"clerk{i:03}", kind, value)
        for i in range(size)
        for kind, value in (("payment", "card"), ("ip", "office"), ("device", f"laptop-{i}"))
    ]


def facts_of(tokens, labels):
    unknown = np.full(tokens.size, UNKNOWN)
    profiles = Profiles(created=unknown, first_seen=unknown, last_seen=unknown)
    return gather_facts(tokens, np.full(tokens.count, 9.0), profiles, labels)


def test_a_ring_without_pairs_falls_into_communities(make_tokens):
    tokens = make_tokens(wide_ring(48) + strangers(200))
    ring = tokens.accounts.str.starts_with("ring").to_numpy()
    labels = next(find_communities(tokens, 4, seed=0))
    assert labels[ring].min() >= 0
    assert set(labels[~ring]) == {-1}


def test_communities_are_the_same_every_time(make_tokens):
    tokens = make_tokens(wide_ring(48) + company(20))
    once, again = (list(find_communities(tokens, 4, seed=3)) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(once, again, strict=True))


def test_a_housemate_of_one_member_is_cut_off(make_tokens):
    rows = [(name, "template", "script") for name in "abcd"]
    tokens = make_tokens([*rows, ("d", "ip", "home"), ("zoe", "ip", "home")])
    labels = cut_loose_ends(tokens, np.zeros(tokens.size, dtype=np.int64), 4)
    assert labels.tolist() == [0, 0, 0, 0, -1]


def test_what_most_members_have_is_no_pool(make_tokens):
    tokens = make_tokens(company(12))
    held = holdings(tokens, np.zeros(12, dtype=np.int64))
    assert not pool_rows(tokens, held).any()


def test_pools_of_two_kinds_count_two(make_tokens):
    tokens = make_tokens(wide_ring(48))
    held = holdings(tokens, np.zeros(48, dtype=np.int64))
    assert kinds_of_pools(tokens, held).max() == 2


@pytest.mark.parametrize("feature", [several_pools, pooled_addresses, spread])
def test_pools_speak_for_a_ring_and_not_for_a_company(make_tokens, feature):
    tokens = make_tokens(wide_ring(48) + company(48))
    labels = tokens.accounts.str.starts_with("ring").cast(pl.Int64).to_numpy()
    office, ring = feature(facts_of(tokens, labels))
    assert ring > 0.2
    assert office == 0


def test_an_account_believes_its_best_candidate(make_tokens):
    alone = [
        (f"one{i:03}", kind, f"own-{kind}-{i}") for i in range(900) for kind in ("ip", "template")
    ]
    tokens = make_tokens(wide_ring(240) + company(40) + alone)
    ring = tokens.accounts.str.starts_with("ring").to_numpy()
    clerk = tokens.accounts.str.starts_with("clerk").to_numpy()
    nobody = np.full(tokens.size, -1)
    facts = facts_of(tokens, nobody)
    partitions = iter([np.where(ring, 1, np.where(clerk, 0, -1)), nobody])
    belief = seed_belief(tokens, facts.bits, facts.profiles, partitions)
    assert belief[ring].min() > 0.5
    assert belief[~ring].max() == 0


def bits(share):
    return np.log2(share / (1 - share))


def test_where_no_group_looks_like_a_ring_the_prior_falls():
    assert base_rate_shift(np.full(50, -2.0), 0.6, 0.9) < -1


def test_where_every_group_looks_like_a_ring_the_prior_rises_up_to_a_limit():
    assert base_rate_shift(np.full(200, 6.0), 0.6, 0.9) == pytest.approx(bits(0.9) - bits(0.6))


def test_without_groups_the_prior_stays():
    assert base_rate_shift(np.zeros(0), 0.6, 0.9) == pytest.approx(0.0, abs=1e-6)


def test_the_prior_falls_only_so_far():
    falls = base_rate_shift(np.full(10_000, -40.0), 0.6, 0.9)
    assert falls == pytest.approx(bits(BOTTOM) - bits(0.6))


def test_large_rings_do_not_help_small_groups():
    log_odds, sizes = np.repeat([-6.0, 6.0], 50), np.repeat([4.0, 40.0], 50)
    shifts = size_shifts(log_odds, sizes, (0.6, 0.6))
    assert shifts[:50].max() < 0 < shifts[50:].min()


def test_in_poor_data_the_prior_never_rises():
    shifts = size_shifts(np.full(100, 6.0), np.full(100, 40.0), (0.6, 0.6), "poor")
    assert shifts == pytest.approx(np.zeros(100))
