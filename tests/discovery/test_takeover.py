"""Accounts that a ring took over: older than it or late to join, with things of their own."""

from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest

from linkage.discovery.profiles import UNKNOWN, Profiles, build_profiles
from linkage.discovery.takeover import follow, said_aside, taken_over
from linkage.discovery.tokens import build_tokens
from linkage.kinds import KindTable
from linkage.records import ACCOUNTS, SIGHTINGS, Ring
from tests.discovery.frames import START, accounts, sightings

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


LIFE = 4


def worked(own, late):
    """A ring of eight of one age on one device, ``m00`` with a life and ``late`` days."""
    rows = [(f"m{i:02}", "device", "farm") for i in range(8)] + [
        ("m00", "ip", f"home-{i}") for i in range(own)
    ]
    first = START + pl.duration(days=pl.when(account="m00", value="farm").then(late).otherwise(1))
    return sightings(rows).with_columns(first.cast(SIGHTINGS["first_seen"]).alias("first_seen"))


@pytest.mark.parametrize(
    ("own", "late", "found"), [(LIFE, 60, [0]), (LIFE, 20, []), (LIFE - 1, 60, [])]
)
def test_an_account_with_a_life_that_had_nothing_of_the_ring_for_long_looks_taken_over(
    own, late, found
):
    seen = worked(own, late)
    people = accounts([f"m{i:02}" for i in range(8)])
    people = people.with_columns(pl.lit(START).cast(ACCOUNTS["created_at"]).alias("created_at"))
    tokens = build_tokens(seen, people, KindTable())
    labels = np.zeros(tokens.size, dtype=np.int64)
    victims = taken_over(tokens, build_profiles(seen, people, tokens), labels)
    assert np.flatnonzero(victims).tolist() == found


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
    [
        ([0, -1], "One account made or used long before the ring had it"),
        ([0, 0], "2 accounts made or used long before the ring had them"),
    ],
)
def test_a_ring_says_who_was_left_out(aside, words):
    seen = datetime(2026, 5, 1, tzinfo=UTC)
    ring = Ring("R-1", None, 4, 4, 0.99, "ring", seen, seen, 1.0)
    (said,) = said_aside((ring,), np.array(aside), pl.Series(["old1", "old2"]))
    assert said.counter_evidence[0].startswith(words)
    assert "old1" in said.counter_evidence[0]
