"""Against chance: the closed form beside worlds that are really rewired."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.discovery.judgement.significance import fisher, repeats, significances
from tests.discovery.judgement.findings_of import bystanders, situation_of


def rewired_repeats(degree, count, ends, mine, draws, seed):
    """Return the repeats of a group with ``mine`` of ``ends`` ends in worlds rewired at random."""
    identifiers = np.repeat(np.arange(int(count.sum())), np.repeat(degree, count).astype(int))
    singles = np.arange(ends - len(identifiers)) + len(identifiers)
    world = np.concatenate([identifiers, singles])
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(draws):
        drawn = rng.permutation(world)[:mine]
        result.append(len(drawn) - len(np.unique(drawn)))
    return np.array(result)


@pytest.mark.parametrize(
    ("degree", "count", "ends", "mine"),
    [([2, 3, 8], [40, 20, 5], 400, 30), ([5], [60], 300, 12), ([2, 40], [10, 2], 200, 50)],
)
def test_the_bound_holds_in_rewired_worlds_and_is_not_wild(degree, count, ends, mine):
    degree, count = np.array(degree, float), np.array(count)
    seen = rewired_repeats(degree, count, ends, mine, 4000, seed=1)
    expected, _ = repeats(0, mine / ends, degree, count.astype(float))
    assert expected == pytest.approx(seen.mean(), rel=0.1, abs=0.1)
    for observed in range(int(seen.mean()) + 1, int(seen.max())):
        _, log10_p = repeats(observed, mine / ends, degree, count.astype(float))
        share = (seen >= observed).mean()
        assert share <= 10**log10_p * 1.1 + 0.002
        if share > 0.01:
            assert log10_p > 3 * math.log10(share) - 1


@given(st.integers(0, 60), st.floats(0.001, 0.9))
@settings(deadline=None, max_examples=60)
def test_more_repeats_are_never_more_likely(observed, share):
    degree, count = np.array([2.0, 5.0, 30.0]), np.array([50.0, 10.0, 2.0])
    _, fewer = repeats(observed, share, degree, count)
    _, more = repeats(observed + 1, share, degree, count)
    assert more <= fewer <= 0.0


def test_a_ring_that_is_everybody_says_nothing():
    assert repeats(5, 1.0, np.array([6.0]), np.array([1.0])) == (5.0, 0.0)


def test_fisher_joins_what_two_tests_say():
    p = 0.01 * 0.02
    assert fisher([-2.0, math.log10(0.02)]) == pytest.approx(math.log10(p * (1 - math.log(p))))
    assert fisher([0.0, 0.0]) == 0.0


def test_a_group_on_shared_devices_is_beyond_chance_and_strangers_are_not():
    ring = [f"r{i}" for i in range(6)]
    rows = [
        (name, kind, f"{kind}{i // 3}")
        for i, name in enumerate(ring)
        for kind in ("device", "payment", "phone")
    ]
    rows += bystanders(300)
    rows += [(f"by{i:04}", "payment", f"card-of-{i // 2}") for i in range(300)]
    others = [f"by{i:04}" for i in (3, 50, 110, 170, 230, 290)]
    found = situation_of(rows, {"R-1": ring, "R-2": others})
    guilty, random = significances(found)
    assert guilty.log10_any < -3
    assert random.log10_p == random.log10_any == 0.0
    device = next(chance for chance in guilty.kinds if chance.kind == "device")
    assert device.observed == 4
    assert device.expected < 0.1
