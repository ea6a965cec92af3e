"""Days and hours of the day in lockstep."""

import numpy as np

from tests.discovery.timing.uses import crowd, found

BORN = [
    (f"{name}{i}", "ip", f"{name}-home-{i}", 0.0) for name in ("ring", "pals") for i in range(9)
]
"""The first day of each, which is no evidence."""


def at(name, days, hours=(10,)):
    return [
        (f"{name}{i}", "ip", f"{name}-exit", day + hour / 24)
        for i in range(9)
        for day in days(i)
        for hour in hours
    ]


def test_members_on_the_same_days_are_in_lockstep():
    rng = np.random.default_rng(1)
    together = at("ring", lambda _: (3, 9, 17, 22, 31))
    apart = at("pals", lambda _: rng.choice(np.arange(1, 40), 5, replace=False))
    ring, pals = found(BORN + together + apart + crowd(200), "ring", "pals").day_lockstep.value
    assert ring > 0.9
    assert pals < 0.1


def test_days_on_which_everybody_is_busy_are_no_evidence():
    busy = [(f"someone{i:03}", "ip", f"own-{i}", d + 0.5) for i in range(200) for d in (3, 9, 17)]
    uses = BORN + crowd(200) + at("ring", lambda _: (3, 9, 17))
    common = found(uses + busy, "ring").day_lockstep.value[0]
    assert common < found(uses, "ring").day_lockstep.value[0]


def test_the_day_of_sign_up_is_no_evidence():
    born_together = [(f"ring{i}", "ip", "exit", 7.0) for i in range(9)]
    rng = np.random.default_rng(2)
    later = at("ring", lambda _: 8 + rng.choice(30, 4, replace=False))
    assert found(born_together + later + crowd(200), "ring").day_lockstep.value[0] < 0.1


def test_members_at_the_same_hours_of_the_day():
    rng = np.random.default_rng(3)
    days = [rng.choice(np.arange(1, 40), 6, replace=False) for _ in range(9)]
    uses = BORN + at("ring", lambda i: days[i], (4, 5, 6)) + crowd(200)
    effect = found(uses, "ring").hour_lockstep
    assert effect.value[0] > 0.8
    assert effect.log10_p[0] < -3


def test_activity_on_one_day_only_says_nothing():
    uses = BORN + at("ring", lambda _: (5,))
    assert np.isnan(found(uses, "ring").day_lockstep.value[0])
