"""Shifts: many members begin something new on one day."""

from datetime import timedelta

import numpy as np
import pytest

from linkage.discovery.holdings import holdings
from linkage.discovery.profiles import build_profiles
from linkage.discovery.timing import time_patterns
from linkage.discovery.tokens import build_tokens
from linkage.kinds import KindTable
from tests.discovery.frames import accounts
from tests.discovery.timing.uses import BEGIN, folded, found


def script(name, value, days, kind="template"):
    return [(f"{name}{i}", kind, value, float(day) + i / 30) for i in range(8) for day in days]


def readers(people, kind="template"):
    """People who take up popular things on days of their own."""
    rng = np.random.default_rng(6)
    return [
        (f"someone{i:03}", kind, f"popular-{thing}", float(day))
        for i in range(people)
        for thing, day in zip(rng.integers(0, 40, 5), rng.uniform(0, 40, 5), strict=True)
    ]


def drop_and_begin(kind="template"):
    return script("ring", "old", (1, 5, 11), kind) + script("ring", "new", (12, 15, 20), kind)


@pytest.mark.parametrize("kind", ["template", "model"])
def test_a_day_on_which_all_begin_something_is_a_shift(kind):
    effect = found(drop_and_begin(kind) + readers(200, kind), "ring").shift
    assert effect.value[0] > 0.8
    assert (effect.members[0], effect.when[0]) == (
        8,
        (BEGIN + timedelta(days=12)).toordinal() - 719163,
    )


def test_beginnings_at_random_are_none():
    assert found(readers(200, "template"), "someone").shift.value[0] < 0.1


def test_what_is_new_at_the_start_is_no_shift():
    uses = script("ring", "old", (1,)) + script("ring", "new", (2,)) + readers(200, "template")
    assert not found(uses, "ring").shift.value[0] > 0


def test_an_address_is_no_subject():
    assert np.isnan(found(drop_and_begin("ip") + readers(200, "ip"), "ring").shift.value[0])


def test_the_sentence_names_the_day_and_those_who_left():
    sightings = folded(drop_and_begin() + readers(900, "template"))
    tokens = build_tokens(sightings, accounts([]), KindTable())
    labels = np.where(tokens.accounts.str.starts_with("ring").to_numpy(), 0, -1)
    times = build_profiles(sightings, accounts([]), tokens).times
    (rows,) = time_patterns(tokens, holdings(tokens, labels), labels, times)
    (row,) = [row for row in rows if row.name == "shift"]
    assert "On 2026-05-13 8 members began something new to them, and 8 left" in row.sentence
    assert row.log10_p < -3
