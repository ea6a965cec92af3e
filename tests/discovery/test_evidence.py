import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.discovery.corroboration import rarity_bits, token_bits
from linkage.discovery.evidence import GROUP_CAP, group_bits, prior_log_odds
from linkage.discovery.pairs import find_pairs
from tests.discovery.frames import strangers

BITS = st.floats(0.0, 40.0)


@given(st.lists(BITS, min_size=1, max_size=6), BITS)
@settings(deadline=None)
def test_more_evidence_in_a_group_never_weighs_less(bits, more):
    before = group_bits(max(bits), sum(bits))
    after = group_bits(max([*bits, more]), sum([*bits, more]))
    assert after >= before - 1e-9


@given(st.lists(BITS, min_size=1, max_size=6))
@settings(deadline=None)
def test_a_group_is_capped(bits):
    assert group_bits(max(bits), sum(bits)) <= GROUP_CAP


def test_the_prior_falls_with_the_number_of_accounts():
    assert prior_log_odds(1_000_000) < prior_log_odds(1_000) < 0


def twins(count):
    """Pairs of accounts that share a device and an address, beside strangers."""
    shared = [
        (f"twin{i:03}{side}", kind, f"{kind}-twin-{i}")
        for i in range(count)
        for side in "ab"
        for kind in ("device", "ip")
    ]
    return shared + strangers(300)


def test_a_corroborated_token_weighs_more_than_one_that_nothing_confirms(make_tokens):
    lone = [(f"lone{i:03}{side}", "phone", f"+{i}") for i in range(30) for side in "ab"]
    tokens = make_tokens(twins(30) + lone)
    bits = token_bits(tokens, seed=0)
    device = tokens.kind == tokens.kinds.index("device")
    phone = tokens.kind == tokens.kinds.index("phone")
    assert bits[device].min() > bits[phone].max()


def test_bits_are_never_negative(make_tokens):
    tokens = make_tokens(twins(10) + [(f"x{i}", "ip", "everybody") for i in range(90)])
    assert token_bits(tokens, seed=0).min() >= 0


def test_with_one_group_alone_rarity_decides(make_tokens):
    tokens = make_tokens([(n, "phone", "1") for n in "ab"] + [(n, "phone", "2") for n in "abcd"])
    assert token_bits(tokens, seed=0).tolist() == rarity_bits(tokens).tolist() == [1.0, 0.0]


def test_twins_are_a_pair_and_strangers_are_not(make_tokens):
    tokens = make_tokens(twins(20))
    pairs = find_pairs(tokens, token_bits(tokens, seed=0), minimum=0.0, groups=2)
    names = tokens.accounts.to_list()
    found = {(names[a], names[b]) for a, b in zip(pairs.first, pairs.second, strict=True)}
    assert found == {(f"twin{i:03}a", f"twin{i:03}b") for i in range(20)}


def test_a_hub_never_makes_a_pair(make_tokens):
    tokens = make_tokens([(f"x{i:03}", "ip", "carrier") for i in range(200)])
    assert tokens.hub.all()
    assert len(find_pairs(tokens, np.full(tokens.count, 30.0), minimum=0.0, groups=1).first) == 0


def test_a_hub_adds_to_a_pair_that_was_found_otherwise(make_tokens):
    rows = [(f"x{i:03}", "ip", "carrier") for i in range(200)]
    tokens = make_tokens([*rows, ("x000", "device", "d"), ("x001", "device", "d")])
    bits = np.array([10.0, 3.0])
    assert tokens.hub.tolist() == [False, True]
    pairs = find_pairs(tokens, bits, minimum=0.0, groups=1)
    assert pairs.log_odds.tolist() == pytest.approx([13.0 + prior_log_odds(200)])


def test_a_pair_below_the_threshold_is_not_kept(make_tokens):
    tokens = make_tokens(twins(5))
    bits = np.full(tokens.count, 4.0)
    total = 8.0 + prior_log_odds(tokens.size)
    assert len(find_pairs(tokens, bits, minimum=total - 0.1, groups=2).first) == 5
    assert len(find_pairs(tokens, bits, minimum=total + 0.1, groups=2).first) == 0


def test_groups_that_are_asked_for_must_be_there(make_tokens):
    tokens = make_tokens(twins(5))
    assert len(find_pairs(tokens, np.full(tokens.count, 19.0), 0.0, groups=3).first) == 0
