"""Campaigns: which rings one operator seems to run, and what says so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from linkage.discovery.campaigns import find_campaigns
from linkage.discovery.campaigns.find import bounded_sum
from linkage.discovery.campaigns.joining import ENOUGH, ENOUGH_AGAIN, ENOUGH_OF_MANY, join_rings

SIZE = 8
"""Accounts of a ring."""


def members(ring):
    return [f"{ring}{i:02}" for i in range(SIZE)]


def own(rings):
    """Devices, cards and scripts that each ring keeps to itself."""
    return [
        (account, kind, f"{ring}-{kind}-{i // 4}")
        for ring in rings
        for i, account in enumerate(members(ring))
        for kind in ("device", "payment", "template")
    ]


def used(rings, kind, *values):
    """Identifiers that all of these rings use, each by one account after the other."""
    return [
        (members(ring)[i % SIZE], kind, value) for ring in rings for i, value in enumerate(values)
    ]


def by_chance(rings, kinds, pool, each):
    """So many identifiers for each ring from a pool that all of them draw from."""
    rng = np.random.default_rng(3)
    return [
        row
        for kind in kinds
        for ring in rings
        for value in rng.choice(pool, each, replace=False)
        for row in used(ring, kind, f"pool-{kind}-{value}")
    ]


@pytest.fixture
def campaigns_of(make_tokens):
    """Return a function from the names of rings and rows to the rings of each campaign."""

    def find(rings, rows):
        tokens = make_tokens(own(rings) + rows)
        place = {account: i for i, ring in enumerate(rings) for account in members(ring)}
        labels = np.array([place.get(name, -1) for name in tokens.accounts])
        found = find_campaigns(tokens, np.full(tokens.count, 9.0), labels)
        joined = {}
        for ring, campaign in zip(rings, found.campaign, strict=True):
            joined.setdefault(int(campaign), []).append(ring)
        groups = sorted("".join(group) for group in joined.values() if len(group) > 1)
        links = [
            [(tokens.kinds[tokens.kind[t]], tokens.values[t], n) for t, n, _ in named]
            for named in found.links.values()
        ]
        return groups, links

    return find


CAMPAIGN = [
    *used("ab", "email_domain", "mailroom.com", "posthall.com"),
    *used("ab", "template", "script-1", "script-2"),
]
"""What two shards of one campaign have in common."""


def test_shards_with_common_domains_and_scripts_are_a_campaign(campaigns_of):
    assert campaigns_of("abcdefgh", CAMPAIGN)[0] == ["ab"]


def test_a_bridge_of_several_kinds_joins_shards(campaigns_of):
    bridge = [row for kind in ("device", "payment") for row in used("ab", kind, "x", "y", "z")]
    assert campaigns_of("abcdefgh", bridge)[0] == ["ab"]


def test_shards_that_share_little_are_joined_by_what_they_share_together(campaigns_of):
    """No shard of one half shares two kinds with a shard of the other; the halves share three."""
    halves = [*CAMPAIGN, *used("cd", "device", "d1", "d2"), *used("cd", "payment", "p1", "p2")]
    across = [*used("ac", "phone", "x"), *used("bd", "device", "y"), *used("ad", "payment", "z")]
    assert campaigns_of("abcdefgh", halves + across)[0] == ["abcd"]
    assert campaigns_of("abcdefgh", halves + used("ac", "phone", "x"))[0] == ["ab", "cd"]


def test_one_kind_alone_makes_no_campaign(campaigns_of):
    scripts = used("ab", "template", *(f"script-{i}" for i in range(30)))
    assert campaigns_of("abcdefgh", scripts)[0] == []


def test_what_vendors_sell_joins_nobody(campaigns_of):
    kit = used("abcd", "template", *(f"kit-{i}" for i in range(30)))
    other_kit = used("efgh", "template", *(f"other-kit-{i}" for i in range(30)))
    numbers = used("abcdefgh", "phone", *(f"sms-{i}" for i in range(10)))
    assert campaigns_of("abcdefgh", kit + other_kit + numbers)[0] == []


def test_rings_that_bought_the_kit_of_a_campaign_stay_outside(campaigns_of):
    kit = used("abcde", "template", *(f"kit-{i}" for i in range(30)))
    numbers = by_chance("abcdefgh", ["phone"], pool=20, each=5)
    assert campaigns_of("abcdefgh", CAMPAIGN + kit + numbers)[0] == ["ab"]


@pytest.mark.parametrize("each", [2, 5, 10, 25, 50])
def test_rings_that_share_by_chance_are_not_joined(campaigns_of, each):
    rings = "abcdefghijkl"
    chance = by_chance(rings, ["phone", "payment", "device", "template"], pool=60, each=each)
    assert campaigns_of(rings, chance)[0] == []


def test_what_honest_accounts_use_as_well_joins_nobody(campaigns_of):
    public = [
        (f"honest{i:02}", kind, value)
        for kind, value in {(kind, value) for _, kind, value in CAMPAIGN}
        for i in range(40)
    ]
    assert campaigns_of("abcdefgh", CAMPAIGN + public)[0] == []


def test_a_campaign_names_what_joins_it(campaigns_of):
    _, links = campaigns_of("abcdefgh", CAMPAIGN)
    assert [sorted(named) for named in links] == [
        [
            ("email_domain", "mailroom.com", 2),
            ("email_domain", "posthall.com", 2),
            ("template", "script-1", 2),
            ("template", "script-2", 2),
        ]
    ]


@pytest.mark.parametrize("rings", ["", "a"])
def test_fewer_than_two_rings_make_no_campaign(campaigns_of, rings):
    assert campaigns_of(rings, [("someone", "device", "d"), ("other", "device", "d")])[0] == []


def test_one_group_counts_no_more_than_the_others_together():
    scripts, phones = evidence(2, (0, 1, 8.0)), evidence(2, (0, 1, 1.0))
    assert bounded_sum([scripts, phones])[0, 1] == 2.0
    assert bounded_sum([scripts, phones, phones])[0, 1] == 4.0
    assert bounded_sum([scripts])[0, 1] == 0.0


def evidence(size, *pairs):
    """Return a symmetric matrix with these (row, column, value)."""
    rows, columns, values = zip(*pairs, strict=True) if pairs else ((), (), ())
    half = sparse.csr_matrix((np.array(values, float), (rows, columns)), shape=(size, size))
    return (half + half.T).tocsr()


def joined(matrix, within=None):
    """Return the campaign of each ring."""
    size = matrix.shape[0]
    before = np.zeros(size) if within is None else np.array(within)
    return join_rings(matrix, before, again=within is not None).campaign


def test_rings_are_joined_by_the_mean_over_all_pairs():
    enough, too_little = 2 * ENOUGH / 2**0.5 + 0.1, 2 * ENOUGH / 2**0.5 - 0.1
    assert joined(evidence(3, (0, 1, 8.0), (1, 2, enough))).tolist() == [0, 0, 0]
    assert joined(evidence(3, (0, 1, 8.0), (1, 2, too_little))).tolist() == [0, 0, 1]


def test_the_mean_of_many_pairs_needs_less_than_a_single_pair():
    shards = [(i, j, 3.5) for i in range(4) for j in range(i)]
    assert joined(evidence(2, (0, 1, 2.1))).tolist() == [0, 1]
    assert joined(evidence(5, *shards, *((i, 4, 2.1) for i in range(4)))).tolist() == [0] * 5
    assert joined(evidence(5, *shards, *((i, 4, 1.0) for i in range(4)))).tolist() == [0] * 4 + [1]


def test_a_chain_of_bridges_is_not_one_campaign():
    chain = evidence(4, (0, 1, 7.0), (1, 2, 6.0), (2, 3, 7.0))
    assert joined(chain).tolist() == [0, 0, 1, 1]


def test_one_shard_is_not_enough_to_join_a_campaign():
    clique = [(i, j, 9.0) for i in range(5) for j in range(i)]
    assert joined(evidence(6, *clique, (0, 5, 8.0))).tolist() == [0] * 5 + [1]


@pytest.mark.parametrize(("each", "campaign"), [(3.0, [0, 0, 0, 1]), (5.0, [0, 0, 0, 0])])
def test_a_customer_of_the_same_vendors_has_less_with_all_shards_than_they_have(each, campaign):
    shards = [(i, j, 16.0) for i in range(3) for j in range(i)]
    assert joined(evidence(4, *shards, *((i, 3, each) for i in range(3)))).tolist() == campaign


def test_what_was_joined_before_keeps_the_evidence_within_it():
    pair = evidence(2, (0, 1, ENOUGH_AGAIN))
    assert joined(pair, within=[9.0, 0.0]).tolist() == [0, 0]
    assert joined(pair, within=[17.0, 0.0]).tolist() == [0, 1]
    assert join_rings(pair, np.array([5.0, 0.0]), again=True).within.tolist() == [5.0]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
        st.integers(1, 9),
    )
)
def test_the_rings_of_a_campaign_have_enough_in_common(pairs):
    dense = evidence(8, *((a, b, value) for (a, b), value in pairs.items())).toarray()
    campaign = joined(sparse.csr_matrix(dense))
    for group in range(campaign.max() + 1):
        mine = campaign == group
        count = mine.sum()
        assert dense[np.ix_(mine, mine)].sum() >= ENOUGH_OF_MANY * count * (count - 1)
