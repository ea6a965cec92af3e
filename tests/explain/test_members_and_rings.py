import numpy as np
import polars as pl
import pytest

from linkage.discovery.membership import ring_membership
from linkage.discovery.tokens import build_tokens
from linkage.explain import explain_member, explain_ring
from linkage.explain.members import HELD
from linkage.kinds import KindTable
from linkage.records import Contribution, Ring
from tests.discovery.frames import accounts, sightings

KINDS = KindTable()


def ring_of(*bits):
    lines = tuple(Contribution(f"line{i}", b, 1.0, "A line.") for i, b in enumerate(bits))
    score = 1 / (1 + 2 ** -sum(bits))
    return Ring("R-1", None, 5, 4, score, "ring", None, None, 0.0, contributions=lines)


def held(*rows):
    return pl.DataFrame(rows, schema=HELD, orient="row")


def test_a_membership_sums_and_agrees_with_discovery():
    rows = [(name, "device", "d") for name in "abcd"] + [(name, "phone", "p") for name in "abx"]
    tokens = build_tokens(sightings(rows), accounts([]), KINDS)
    labels = np.array([0, 0, 0, 0, -1])
    member = ring_membership(tokens, np.full(tokens.count, 9.0), labels)
    table = explain_member("a", "R-1", held(("device", "d", 4, 4), ("phone", "p", 3, 2)), KINDS)
    assert sum(row.bits for row in table.rows) == pytest.approx(table.log_odds)
    assert table.log_odds == pytest.approx(member.log_odds[0])


def test_of_one_group_only_the_strongest_counts():
    one = explain_member("a", "R-1", held(("phone", "p", 4, 4)), KINDS)
    two = explain_member("a", "R-1", held(("phone", "p", 4, 4), ("email", "e", 9, 3)), KINDS)
    assert two.log_odds == pytest.approx(one.log_odds)
    assert "repeats" in [row.name for row in two.rows]


def test_what_many_outsiders_use_speaks_against():
    table = explain_member("a", "R-1", held(("ip", "proxy", 900, 3)), KINDS)
    assert "897" in table.against[0]


def test_a_rings_table_sums_to_its_score():
    ring = ring_of(-5.0, 6.0, 4.0, -1.0)
    table = explain_ring(ring)
    assert sum(row.bits for row in table.rows) == pytest.approx(table.log_odds)
    assert table.probability == pytest.approx(ring.score)


def test_the_smallest_evidence_that_keeps_a_ring():
    assert explain_ring(ring_of(-5.0, 6.5, 1.0, 5.0, -1.0)).smallest == ("line1", "line3")
    assert explain_ring(ring_of(-2.0, 9.0, 1.0)).smallest == ("line1",)


def test_a_ring_without_enough_evidence_has_no_smallest_set():
    assert explain_ring(ring_of(-5.0, 1.0)).smallest == ()


def test_the_smallest_evidence_that_keeps_a_member():
    rows = held(("device", "d", 3, 3), ("phone", "p", 3, 3), ("email", "e", 9, 3))
    table = explain_member("a", "R-1", rows, KINDS)
    assert [row.name for row in table.smallest] == ["device", "phone"]
    assert explain_member("a", "R-1", held(("ip", "proxy", 900, 3)), KINDS).smallest == ()
