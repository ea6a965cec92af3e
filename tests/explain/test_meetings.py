"""What two accounts do in time with what they share."""

from datetime import UTC, datetime, timedelta

import pytest

from linkage.explain import meetings
from linkage.kinds import KindTable

DAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


def row(kind="device", *, mine=(0, 5), other=(6, 9), times=3, hub=False, hours=(), other_hours=()):
    """Both accounts' use of one thing, from day to day."""
    (first, last), (start, end) = mine, other
    return {
        "kind": kind,
        "value": "x",
        "hub": hub,
        "first_seen": DAY + timedelta(days=first),
        "last_seen": DAY + timedelta(days=last),
        "times": times,
        "hours": list(hours),
        "other_first_seen": DAY + timedelta(days=start),
        "other_last_seen": DAY + timedelta(days=end),
        "other_times": times,
        "other_hours": list(other_hours),
    }


def said(*rows):
    return meetings("ann", "bob", rows, KindTable())


def test_a_use_that_ends_as_the_other_begins_is_a_handover():
    assert said(row()) == (
        "ann hands device x over to bob: its use ends 2026-05-06 12:00,"
        " and that of bob begins 2026-05-07 12:00.",
    )


def test_a_handover_is_seen_in_either_direction():
    assert said(row(mine=(6, 9), other=(0, 5)))[0].startswith("bob hands device x over to ann")


@pytest.mark.parametrize(
    "other",
    [
        {"other": (4, 9)},
        {"other": (8, 9)},
        {"times": 1},
        {"kind": "ip"},
        {"hub": True},
        {"other": (6, 6)},
    ],
)
def test_overlap_a_long_pause_one_event_an_address_or_a_hub_is_no_handover(other):
    assert said(row(**other)) == ()


def test_common_hours_are_counted():
    together = row(other=(0, 5), hours=(1, 2, 3, 9), other_hours=(2, 3, 9, 11))
    assert said(together) == ("Both used device x in the same hour, 3 times.",)


def test_one_common_hour_is_chance():
    assert said(row(other=(0, 5), hours=(1, 2), other_hours=(2, 7))) == ()


def test_data_without_times_say_nothing():
    empty = dict.fromkeys(row())
    assert said({**empty, "kind": "device", "value": "x", "hub": False, "times": 5}) == ()
