"""Handover: one account after the other on what the group owns."""

import math

import numpy as np

from tests.discovery.timing.uses import crowd, found


def spell(name, begin, end, value="phone-1", kind="device"):
    return [(name, kind, value, begin), (name, kind, value, end)]


def chain(name="ring", length=5.0, pause=0.5, size=8):
    return [
        use
        for i in range(size)
        for use in spell(f"{name}{i}", i * (length + pause), i * (length + pause) + length)
    ]


def test_accounts_that_follow_each_other_hand_over():
    effect = found(chain(), "ring").handover
    assert effect.value[0] > 0.6
    assert (effect.members[0], effect.observed[0]) == (8, 7)
    assert effect.expected[0] < 2
    assert effect.log10_p[0] < -2


def test_accounts_that_use_a_device_at_the_same_time_do_not():
    family = [use for i in range(8) for use in spell(f"family{i}", i * 0.5, 30 + i * 0.5)]
    assert found(family, "family").handover.value[0] == 0


def test_uses_at_random_are_as_many_handovers_as_chance_gives():
    rng = np.random.default_rng(5)
    uses = [
        use
        for device in range(60)
        for i in range(5)
        for use in spell(f"group{device * 5 + i}", *np.sort(rng.uniform(0, 45, 2)), f"d{device}")
    ]
    effect = found(uses, "group").handover
    assert abs(effect.observed[0] - effect.expected[0]) < 4 * math.sqrt(effect.expected[0])
    assert effect.value[0] < 0.05


def test_a_single_event_hands_nothing_over():
    uses = [(f"ring{i}", "device", "phone-1", 3.0 * i) for i in range(8)]
    assert np.isnan(found(uses, "ring").handover.value[0])


def test_long_pauses_are_no_handover():
    assert found(chain(length=2.0, pause=4.0), "ring").handover.value[0] == 0


def test_two_accounts_are_too_few():
    assert np.isnan(found(chain(size=2), "ring").handover.value[0])


def test_what_others_use_too_is_not_handed_over():
    strangers = [use for i in range(20) for use in spell(f"someone{i}", i, 40.0)]
    assert np.isnan(found(chain() + strangers, "ring").handover.value[0])


def test_an_address_is_nobodys_to_hand_over():
    uses = [(name, "ip", value, day) for name, _, value, day in chain()]
    assert np.isnan(found(uses, "ring").handover.value[0])


def test_other_groups_change_nothing():
    alone = found(chain(), "ring").handover
    among = found(chain() + crowd(40), "someone", "ring").handover
    assert among.value[1] == alone.value[0]
