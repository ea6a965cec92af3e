"""Groups for which flagged rings vouch: what counts for them, and what does not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from linkage.discovery.campaigns import vouched
from linkage.discovery.campaigns.find import Joined
from linkage.discovery.campaigns.vouching import bits_of_flagged
from linkage.discovery.campaigns.weighing import CAP
from linkage.records import Contribution

RINGS = "abcdefgh"
HALF = (Contribution("prior", 0.0, None, ""),)
"""The table of a group that may be a ring or not."""


def joined(campaign, pairs):
    """Return campaigns of rings with so many bits between some pairs."""
    dense = np.zeros((len(campaign), len(campaign)))
    for (one, other), bits in pairs.items():
        dense[one, other] = dense[other, one] = bits
    return Joined(np.array(campaign), {}, sparse.csr_matrix(dense))


def flags(*values):
    return np.array(values, dtype=bool)


def test_the_mean_evidence_with_the_flagged_rings_of_its_campaign_counts_for_a_group():
    bits, rings = bits_of_flagged(
        joined([0, 0, 0], {(0, 1): 4.0, (0, 2): 2.0, (1, 2): 9.0}), flags(False, True, True)
    )
    assert bits.tolist() == [3.0, 0.0, 0.0]
    assert rings[0] == 2


def test_what_is_shared_outside_the_campaign_counts_for_nothing():
    bits, _ = bits_of_flagged(
        joined([0, 1, 0], {(0, 1): 4.0, (0, 2): 2.0}), flags(False, True, True)
    )
    assert bits[0] == 2.0


def test_groups_that_are_not_flagged_do_not_vouch_for_each_other():
    bits, _ = bits_of_flagged(joined([0, 0], {(0, 1): 8.0}), flags(False, False))
    assert not bits.any()


@given(st.floats(0.0, 100.0), st.floats(0.0, 100.0))
def test_flagged_rings_say_no_more_than_one_kind_of_evidence_can(one, other):
    bits, _ = bits_of_flagged(
        joined([0, 0, 0], {(0, 1): one, (0, 2): other}), flags(False, True, True)
    )
    assert 0.0 <= bits[0] <= CAP


@pytest.fixture
def tables_of(make_tokens):
    """Return a function from rows of eight rings, and those flagged, to their tables."""

    def find(rows, flagged, near=RINGS):
        own = [
            (f"{ring}{i}", kind, f"{ring}-{kind}-{i // 4}")
            for ring in RINGS
            for i in range(8)
            for kind in ("device", "payment", "template")
        ]
        tokens = make_tokens(own + rows)
        labels = np.array([RINGS.index(name[0]) for name in tokens.accounts])
        sure, close = (np.array([ring in some for ring in RINGS]) for some in (flagged, near))
        bits = np.full(tokens.count, 9.0)
        return vouched(tokens, bits, labels, (HALF,) * len(RINGS), sure, close)

    return find


def rows_of(rings, kinds, each=3):
    return [
        (f"{ring}{i}", kind, f"{kind}-{i}") for ring in rings for kind in kinds for i in range(each)
    ]


def test_a_group_that_draws_from_the_pools_of_a_flagged_ring_gets_a_line(tables_of):
    tables = tables_of(rows_of("ab", ["device", "payment"]), "a")
    prior, line = tables[RINGS.index("b")]
    assert prior == HALF[0]
    assert line.name == "same_operator"
    assert line.bits > 0.0
    assert "a flagged ring" in line.meaning
    assert all(tables[RINGS.index(ring)] == HALF for ring in "acdefgh")


def test_nobody_vouches_for_a_group_that_is_not_near(tables_of):
    rows = rows_of("ab", ["device", "payment"])
    assert set(tables_of(rows, "a", near="acdefgh")) == {HALF}


def test_a_group_keeps_its_place_when_others_are_left_out(tables_of):
    tables = tables_of(rows_of("bd", ["device", "payment"]), "b", near="bcdefgh")
    assert [ring for ring, lines in zip(RINGS, tables, strict=True) if lines != HALF] == ["d"]


def test_a_customer_of_the_vendor_of_a_ring_gets_nothing(tables_of):
    kit = rows_of("abcd", ["template"], each=8)
    assert set(tables_of(kit, "a")) == {HALF}
