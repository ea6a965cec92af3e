"""Why two records have one owner, as the run that grouped them saw it."""

import math

import polars as pl
import pytest

from linkage.config import DiscoverySettings
from linkage.discovery import discover
from linkage.explain.owners import owner_links
from linkage.kinds import KindTable
from linkage.records import ACCOUNTS
from tests.discovery.owners.people import register

KINDS = KindTable().with_declared(["name", "address", "source"])


@pytest.fixture(scope="module")
def records():
    return register(people=60)[0]


@pytest.fixture(scope="module")
def findings(records):
    return discover(records, pl.DataFrame(schema=ACCOUNTS), KINDS, DiscoverySettings())


@pytest.fixture(scope="module")
def links(records):
    return owner_links(records, records["account"].unique(), 0, lambda _kind, value: value)


def test_a_pair_sums_to_the_score_of_its_ring_of_two(findings, links):
    for ring in findings.rings:
        first, second = findings.members.filter(pl.col("ring") == ring.id)["account"]
        link = links.why(first, second)
        assert sum(row.bits for row in link.rows) == pytest.approx(link.log_odds)
        assert link.probability == pytest.approx(ring.score)
        assert link.smallest
        assert links.why(second, first).log_odds == pytest.approx(link.log_odds)


def test_alike_texts_are_shown_though_nothing_equal_is_shared(links):
    (row,) = [row for row in links.why("p000a", "p000b").rows if row.name == "name"]
    assert " ~ " in row.value
    assert row.bits > 2
    assert "alike" in row.meaning


def test_strangers_differ(links):
    link = links.why("p001a", "p002a")
    assert link.probability < 0.01
    assert any("differ in name" in sentence for sentence in link.against)


def test_a_membership_is_the_one_that_the_run_wrote(findings, links):
    for account, ring, score in findings.members.select("account", "ring", "score").iter_rows():
        member = links.member(account, ring)
        assert member.probability == pytest.approx(score)
        assert sum(row.bits for row in member.rows) == pytest.approx(math.log2(score / (1 - score)))


def test_an_account_alone_has_no_membership(findings, links):
    alone = set(links.places) - set(findings.members["account"])
    assert links.member(min(alone), "R-1") is None


def test_the_other_record_of_an_owner_is_nearest(links):
    row = links.near("p000a", [], "R-1", 5)[0]
    assert (row["neighbour"], row["ring"], row["shared"]) == ("p000b", "R-1", 0)
    assert row["bits"] > 5


def test_values_are_masked(records):
    masked = owner_links(records, records["account"].unique(), 0, lambda kind, _value: f"<{kind}>")
    values = {row.name: row.value for row in masked.why("p000a", "p000b").rows}
    assert values["name"] == "<name> ~ <name>"
    assert values["address"] == "<address>"
