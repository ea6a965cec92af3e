"""Verdicts and the rule that is given with each."""

import pytest

from linkage.records import LIKELY, RING
from tests.discovery.judgement.findings_of import bystanders, judged_rings

PEOPLE = [f"r{i}" for i in range(8)]


def shared(kind, *groups):
    return [(f"r{i}", kind, f"{kind}{group}") for group in groups for i in map(int, group)]


DEVICES = shared("device", "0123", "4567")
CARDS = shared("payment", "0145", "2367")


def verdict(rows, score=0.999):
    (ring,) = judged_rings(rows + bystanders(300), {"R-1": PEOPLE}, score).rings
    return ring.verdict, ring.verdict_reason


def test_a_strong_ring_of_several_kinds_is_a_ring():
    word, reason = verdict(DEVICES + CARDS)
    assert word == RING
    assert "2 independent groups of evidence (device, payment)" in reason


@pytest.mark.parametrize(
    ("rows", "score", "doubt"),
    [
        (DEVICES + CARDS, 0.95, "its score is below 99%"),
        (DEVICES, 0.999, "only device evidence ties"),
        ([(n, "email", f"{n}@x") for n in PEOPLE], 0.999, "no kind of evidence ties"),
        (
            DEVICES + shared("payment", "0123", "4567") + shared("phone", "07"),
            0.999,
            "one phone holds its parts together",
        ),
    ],
)
def test_each_doubt_makes_it_a_likely_ring(rows, score, doubt):
    word, reason = verdict(rows, score)
    assert word == LIKELY
    assert doubt in reason


def test_what_chance_would_give_is_a_doubt():
    rows = [(name, "ip", f"i{i // 2}") for i, name in enumerate(PEOPLE)]
    rows += [(f"x{i}", "ip", f"j{i // 2}") for i in range(40)]
    (ring,) = judged_rings(rows, {"R-1": PEOPLE}).rings
    assert "rewired at random" in ring.verdict_reason


def test_findings_without_rings_have_none_after():
    assert judged_rings(bystanders(5), {}).rings == ()
