"""Rotation: even use, in turns by the hour."""

import numpy as np
import pytest

from tests.discovery.timing.uses import crowd, found

HOUR = 1 / 24


def turns(size, *, apart, even=True, days=20):
    """Accounts on one device each day: ``apart`` in hours of their own, else all in the same."""
    return [
        (f"farm{i}", "device", "phone-1", day + (i if apart else 3) * HOUR)
        for i in range(size)
        for day in range(days if even else 1 + days * i * i // (size * size))
    ]


def people():
    return crowd(120, "device")


def test_turns_taken_evenly_are_rotation():
    effect = found(turns(8, apart=True) + people(), "farm").rotation
    assert effect.value[0] > 0.9
    assert (effect.members[0], effect.observed[0]) == (8, 0)
    assert effect.log10_p[0] < -3


@pytest.mark.parametrize("how", [{"apart": False}, {"apart": True, "even": False}])
def test_neither_evenness_nor_turns_are_enough_alone(how):
    assert found(turns(8, **how) + people(), "farm").rotation.value[0] < 0.3


def test_two_who_meet_take_fewer_turns():
    uses = turns(8, apart=True)
    meet = [
        (name, kind, value, day - HOUR if name == "farm1" and day < 8 else day)
        for name, kind, value, day in uses
    ]
    assert 0.5 < found(meet + people(), "farm").rotation.value[0] < 0.8


def test_some_who_work_less_are_less_even():
    uses = [use for use in turns(8, apart=True) if use[3] < 9 or use[0] > "farm3"]
    assert 0.1 < found(uses + people(), "farm").rotation.value[0] < 0.5


def test_people_do_not_rotate():
    assert found(people(), "someone").rotation.value[0] < 0.05


def test_the_kind_that_shows_most_counts():
    busy = [(f"farm{i}", "template", "script", d + 3 * HOUR) for i in range(8) for d in range(20)]
    both = found(turns(8, apart=True) + busy + people() + crowd(120, "template"), "farm")
    assert both.rotation.value[0] > 0.9


def test_without_a_spread_among_people_nothing_is_known():
    assert np.isnan(found(turns(8, apart=True), "farm").rotation.value[0])
