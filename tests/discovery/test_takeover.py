"""Accounts that a ring took over: far older than the ring, with things of their own."""

from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest

from linkage.discovery.profiles import UNKNOWN, Profiles
from linkage.discovery.takeover import follow, said_aside, taken_over
from linkage.records import Ring

DAY = 86_400_000_000
MAY = 20_574


def members(count, own=()):
    """A ring on two devices; those in ``own`` have a device of their own too."""
    shared = [(f"m{i:02}", "device", f"farm-{i % 2}") for i in range(count)]
    return shared + [(f"m{i:02}", "device", f"own-{i}") for i in own]


def signed_up(*days):
    """Profiles of accounts that signed up so many days after the first of May; None: unknown."""
    times = [UNKNOWN if day is None else (MAY + day) * DAY for day in days]
    created = np.array(times, dtype=np.int64)
    return Profiles(created, created, created)


def of(make_tokens, rows, days):
    tokens = make_tokens(rows)
    labels = np.zeros(tokens.size, dtype=np.int64)
    return np.flatnonzero(taken_over(tokens, signed_up(*days), labels)).tolist()


def test_an_old_account_with_a_device_of_its_own_looks_taken_over(make_tokens):
    assert of(make_tokens, members(8, own=[0]), [-300, 0, 1, 1, 2, 2, 3, 3]) == [0]


def test_an_old_account_that_only_uses_what_the_ring_has_is_a_member(make_tokens):
    assert of(make_tokens, members(8), [-300, 0, 1, 1, 2, 2, 3, 3]) == []


def test_an_account_a_week_older_is_a_member(make_tokens):
    assert of(make_tokens, members(8, own=[0]), [-7, 0, 1, 1, 2, 2, 3, 3]) == []


def test_a_ring_of_aged_accounts_has_no_victims(make_tokens):
    days = [-300, -250, -400, 0, 1, 2, 2, 3]
    assert of(make_tokens, members(8, own=range(8)), days) == []


def test_without_sign_up_times_nobody_looks_taken_over(make_tokens):
    assert of(make_tokens, members(8, own=[0]), [None] * 8) == []


def test_victims_follow_the_members_of_their_ring():
    before = np.array([0, 0, 0, 1, 1, 1])
    victims = np.array([True, False, False, True, False, False])
    assert follow(np.array([-1, -1, -1, -1, 0, 0]), before, victims).tolist() == [
        -1,
        -1,
        -1,
        0,
        -1,
        -1,
    ]


@pytest.mark.parametrize(
    ("aside", "words"),
    [([0, -1], "One account made long before"), ([0, 0], "2 accounts made long before")],
)
def test_a_ring_says_who_was_left_out(aside, words):
    seen = datetime(2026, 5, 1, tzinfo=UTC)
    ring = Ring("R-1", None, 4, 4, 0.99, "ring", seen, seen, 1.0)
    (said,) = said_aside((ring,), np.array(aside), pl.Series(["old1", "old2"]))
    assert said.counter_evidence[0].startswith(words)
    assert "old1" in said.counter_evidence[0]
