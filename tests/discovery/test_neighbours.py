"""Neighbours: people behind an address of a ring's, of another time or with a life of their own."""

import numpy as np
import pytest

from linkage.discovery.neighbours import neighbours
from linkage.discovery.profiles import UNKNOWN

DAY = 86_400_000_000
MAY = 20_574
RING = 8


def found(make_tokens, rows, day):
    """Who of a ring and of z, who signed up on a day of May, looks like a neighbour."""
    ring = [
        (f"m{i}", kind, f"{kind}-{i % 2}") for i in range(RING) for kind in ("device", "payment")
    ]
    ring += [(f"m{i}", "ip", "exit") for i in range(RING)]
    tokens = make_tokens(ring + rows)
    days = [day if name == "z" else i % 4 for i, name in enumerate(tokens.accounts)]
    created = np.array([UNKNOWN if d is None else (MAY + d) * DAY for d in days], dtype=np.int64)
    labels = np.zeros(tokens.size, dtype=np.int64)
    flags = neighbours(tokens, np.full(tokens.count, 9.0), created, labels)
    return tokens.accounts.filter(flags.tolist()).to_list()


ADDRESS = [("z", "ip", "exit"), ("z", "device", "laptop of z")]


@pytest.mark.parametrize("day", [-60, 40])
def test_who_shares_an_address_only_and_came_at_another_time_is_a_neighbour(make_tokens, day):
    assert found(make_tokens, ADDRESS, day) == ["z"]


@pytest.mark.parametrize("day", [2, 8, None])
def test_who_came_with_the_ring_or_nobody_knows_when_stays(make_tokens, day):
    assert found(make_tokens, ADDRESS, day) == []


HOME = [("z", "ip", "home"), ("z", "payment", "card of z")]


def test_who_shares_an_address_only_and_lives_elsewhere_is_a_neighbour(make_tokens):
    assert found(make_tokens, ADDRESS + HOME, 2) == ["z"]


def test_own_mailboxes_and_prompts_are_no_life(make_tokens):
    made = [("z", "email", "z@example.org"), ("z", "template", "t-z")]
    assert found(make_tokens, ADDRESS + made, 2) == []


def test_who_is_well_tied_stays_whatever_it_has_of_its_own(make_tokens):
    assert found(make_tokens, [*ADDRESS, *HOME, ("z", "device", "device-0")], 2) == []


@pytest.mark.parametrize("kind", ["device", "payment"])
def test_who_has_another_thing_of_the_ring_is_no_neighbour(make_tokens, kind):
    assert found(make_tokens, [*ADDRESS, ("z", kind, f"{kind}-0")], -60) == []


def test_without_addresses_nobody_is_a_neighbour(make_tokens):
    tokens = make_tokens([(f"m{i}", "device", "d") for i in range(RING)])
    created = np.full(tokens.size, MAY * DAY)
    labels = np.zeros(tokens.size, dtype=np.int64)
    assert not neighbours(tokens, np.full(tokens.count, 9.0), created, labels).any()
