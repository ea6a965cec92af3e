"""What a run writes back when it resolves identities."""

from __future__ import annotations

import math
from dataclasses import replace

import polars as pl
import pytest

from linkage.config import DiscoverySettings
from linkage.discovery import discover
from linkage.errors import ConfigError
from linkage.kinds import KindTable
from linkage.records import ACCOUNTS, WEIGHTS
from tests.discovery.owners.people import register, sightings

KINDS = KindTable().with_declared(["name", "address", "source"])
SETTINGS = DiscoverySettings()
UNKNOWN = pl.DataFrame(schema=ACCOUNTS)


@pytest.fixture(scope="module")
def findings():
    return discover(register(people=60)[0], UNKNOWN, KINDS, SETTINGS)


def test_groups_of_two_are_rings_and_the_run_says_what_they_are(findings):
    assert {ring.accounts for ring in findings.rings} == {2}
    assert findings.members.height == 2 * len(findings.rings)
    assert any("one owner" in note for note in findings.run.notes)


def test_evidence_sums_to_the_log_odds_of_the_score(findings):
    for ring in findings.rings:
        total = sum(line.bits for line in ring.contributions)
        assert total == pytest.approx(math.log2(ring.score / (1 - ring.score)), abs=1e-6)
        assert all(line.meaning for line in ring.contributions)


def test_values_that_two_records_have_are_weighed_and_rare_names_weigh_most(findings):
    assert findings.weights.schema == WEIGHTS
    assert findings.weights["accounts"].min() == 2
    mean = dict(findings.weights.group_by("kind").agg(pl.col("bits").mean()).iter_rows())
    assert mean["source"] < 1.0 < mean["address"]


def test_the_run_before_lends_its_names(findings):
    renamed = findings.members.with_columns("R-OLD" + pl.col("ring").str.slice(2))
    again = discover(register(people=60)[0], UNKNOWN, KINDS, SETTINGS, previous=renamed)
    assert {ring.id for ring in again.rings} == set(renamed["ring"])


def test_a_behavioural_kind_brings_back_the_search_for_rings():
    table = pl.concat([register(people=30)[0], sightings([("p000a", "device", "d1")])])
    assert not any("one owner" in n for n in discover(table, UNKNOWN, KINDS, SETTINGS).run.notes)
    forced = replace(SETTINGS, goal="identities")
    assert discover(table, UNKNOWN, KINDS, forced).rings


def test_rings_can_be_asked_for_where_no_kind_is_behavioural():
    found = discover(register(people=30)[0], UNKNOWN, KINDS, replace(SETTINGS, goal="rings"))
    assert not any("one owner" in note for note in found.run.notes)


def test_an_unknown_goal_is_an_error():
    with pytest.raises(ConfigError, match="goal"):
        discover(register(people=9)[0], UNKNOWN, KINDS, replace(SETTINGS, goal="ring"))
