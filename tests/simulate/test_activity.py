"""When things happen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.simulate.activity import Habits, Schedules
from linkage.simulate.hashing import mix, uniforms
from linkage.simulate.places import COUNTRIES

HABITS = Habits()
START, END = 1_776_816_000.0, 1_780_704_000.0
US = next(i for i, c in enumerate(COUNTRIES) if c.code == "US")


@given(st.floats(min_value=START, max_value=END), st.integers(0, len(COUNTRIES) - 1))
def test_time_is_the_inverse_of_amount(seconds, country):
    place = np.array([country])
    amount = HABITS.amount(place, np.array([seconds]))
    assert HABITS.time(place, amount)[0] == pytest.approx(seconds, abs=1.0)


def test_people_sleep_at_night_and_rest_on_sundays():
    n = 40_000
    chance = (np.arange(n) + 0.5) / n
    times = HABITS.draw(np.full(n, US), np.full(n, START), np.full(n, END), chance)
    local = times // 3600 + COUNTRIES[US].offset
    by_hour = np.bincount((local % 24).astype(int), minlength=24)
    by_day = np.bincount(((local // 24 + 3) % 7).astype(int), minlength=7)
    assert by_hour[3] * 5 < by_hour[14]
    assert by_day[6] < by_day[1]


def test_times_stay_between_start_and_end():
    n = 1000
    start = np.linspace(START, END - 10, n)
    times = HABITS.draw(np.zeros(n, int), start, start + 5, uniforms(np.arange(n, dtype="u8"), 1))
    assert ((times >= start) & (times <= start + 5)).all()


def test_scheduled_times_fall_near_the_hours_of_the_schedule():
    hours = [np.array([START, START + 86_400]).astype(np.int64), np.array([END]).astype(np.int64)]
    schedules = Schedules.build(hours, [0.0, 0.0])
    keys = mix(np.arange(100, dtype=np.uint64))
    times = schedules.draw(np.ones(100, np.int64), keys)
    assert ((times >= END) & (times < END + 3600)).all()


def test_jitter_spreads_scheduled_times():
    hours = [np.array([END]).astype(np.int64)] * 2
    schedules = Schedules.build(hours, [0.0, 7200.0])
    keys = mix(np.arange(2000, dtype=np.uint64))
    calm = schedules.draw(np.zeros(2000, np.int64), keys)
    loose = schedules.draw(np.ones(2000, np.int64), keys)
    assert loose.std() > 4 * calm.std()


def test_random_numbers_by_position_are_even_and_independent_of_the_slice():
    keys = mix(np.arange(50_000, dtype=np.uint64))
    numbers = uniforms(keys, 3)
    assert abs(numbers.mean() - 0.5) < 0.01
    assert (numbers[100:200] == uniforms(keys[100:200], 3)).all()
    assert abs(np.corrcoef(numbers, uniforms(keys, 4))[0, 1]) < 0.02
