"""Discovery with reviews: what it changes, what it leaves, and scores of worlds nobody reviewed."""

import dataclasses
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from linkage.config import DiscoverySettings
from linkage.discovery import discover
from linkage.discovery.reliability import calibration_error
from linkage.kinds import KindTable
from linkage.records import INSUFFICIENT
from linkage.reviews import HONEST, IS_RING, REVIEWED, REVIEWS
from linkage.simulate import preset, simulate

KINDS = KindTable()
SETTINGS = DiscoverySettings()
LABS = 3
"""One in so many operators of the world of another kind is an honest lab."""


def found_in(world, reviews=None, sightings=None):
    rows = world.sightings if sightings is None else sightings
    return discover(rows, world.accounts, KINDS, SETTINGS, reviews=reviews)


def reviews(findings, decide):
    """Return the reviews of all groups that were found, as a store keeps them."""
    inside = pl.concat([findings.members, findings.candidate_members])
    members = dict(inside.group_by("ring").agg(pl.col("account").sort()).iter_rows())
    rows = [
        (
            ring.id,
            findings.run.id,
            findings.run.data,
            sum(line.bits for line in ring.contributions if line.name != REVIEWED),
            decide(members[ring.id]),
            "",
            members[ring.id],
        )
        for ring in (*findings.rings, *findings.candidates)
    ]
    return pl.DataFrame(rows, schema=REVIEWS, orient="row")


def log_odds(ring):
    return sum(line.bits for line in ring.contributions)


def same(one, two):
    """Return whether two findings are the same in every field."""
    fields = [f.name for f in dataclasses.fields(one)]
    return all(
        a.equals(b) if isinstance(a, pl.DataFrame) else a == b
        for a, b in ((getattr(one, name), getattr(two, name)) for name in fields)
    )


@pytest.fixture(scope="module")
def findings(world):
    return found_in(world)


@pytest.fixture(scope="module")
def doubted(world, findings):
    """Findings after reviewers called every group honest, ten times over."""
    every = reviews(findings, lambda _: HONEST)
    return found_in(world, pl.concat([every] * 10))


def test_a_run_says_which_model_scored_its_rings(world, findings):
    assert findings.run.data == "rich"
    few = world.sightings.filter(pl.col("kind").is_in(["device", "payment"]))
    assert found_in(world, sightings=few).run.data == "poor"
    assert found_in(world, sightings=few.filter(kind="device")).run.data == ""


@pytest.mark.parametrize("kind", ["empty", "unsure", "of poor data"])
def test_reviews_that_do_not_count_change_no_byte(world, findings, kind):
    given = reviews(findings, lambda _: HONEST)
    given = {
        "empty": given.clear(),
        "unsure": given.with_columns(decision=pl.lit("unsure")),
        "of poor data": given.with_columns(data=pl.lit("poor")),
    }[kind]
    assert same(found_in(world, given), findings)


def test_reviews_are_a_part_of_the_run(findings, doubted):
    assert doubted.run.id != findings.run.id


def test_the_same_reviews_give_the_same_findings(world, findings):
    given = reviews(findings, lambda names: HONEST if len(names) < 20 else IS_RING)
    mixed = given.sample(fraction=1.0, shuffle=True, seed=1)
    assert same(found_in(world, given), found_in(world, mixed))


def test_notes_and_ids_of_reviews_do_not_matter(world, findings):
    given = reviews(findings, lambda _: HONEST)
    other = given.with_columns(note=pl.lit("?"), run=pl.lit("RUN-X"), ring="X" + pl.col("ring"))
    assert same(found_in(world, given), found_in(world, other))


def test_what_reviewers_call_honest_is_flagged_no_more(findings, doubted):
    assert findings.rings
    assert not doubted.rings
    assert {ring.verdict for ring in doubted.candidates} <= {INSUFFICIENT}
    assert all(ring.score >= 0.5 for ring in doubted.candidates)


def test_every_ring_says_what_reviews_did_and_still_sums_to_its_score(world, findings):
    given = reviews(findings, lambda names: HONEST if len(names) < 20 else IS_RING)
    again = found_in(world, given)
    assert again.rings
    for ring in again.rings:
        (line,) = [each for each in ring.contributions if each.name == REVIEWED]
        assert line.bits < 0
        assert f"Of {given.height} groups" in line.meaning
        assert ring.score == pytest.approx(1 / (1 + 2 ** -log_odds(ring)), rel=1e-12)
        if line.bits <= -0.25:
            assert any("reviewers called" in sentence for sentence in ring.counter_evidence)


def test_confirmed_rings_flag_nobody_else(world, findings):
    again = found_in(world, reviews(findings, lambda _: IS_RING))
    assert again.members.equals(findings.members)
    assert [ring.score for ring in again.rings] == [ring.score for ring in findings.rings]


def test_scores_of_a_world_nobody_reviewed_mean_more_after_reviews_of_another():
    """One operator in three is a lab here, which looks like a ring: the score is far too sure."""
    learnt = pl.concat([_reviewed(_small_world(seed)) for seed in (21, 22, 23, 24)])
    other = _small_world(25)
    before, after = _error(other, None), _error(other, learnt)
    assert before > 0.25
    assert after < 0.65 * before


def _small_world(seed):
    settings = replace(
        preset("tiny"), accounts=3_000, campaign=0, campaign_shards=0, small_rings=30, seed=seed
    )
    return simulate(settings)


def _reviewed(world):
    """Return the reviews of all groups of a world, by reviewers who are always right."""
    labs = _labs(world)
    return reviews(found_in(world), lambda names: _decide(names, labs))


def _labs(world):
    """Return the accounts of every third operator."""
    rings = world.truth.filter(status="cluster")["cluster"].unique().sort()
    return set(
        world.truth.filter(pl.col("cluster").is_in(rings.gather_every(LABS).implode()))["account"]
    )


def _decide(names, labs):
    return HONEST if 2 * len(labs.intersection(names)) > len(names) else IS_RING


def _error(world, learnt):
    """Return the expected calibration error of the scores of all groups shown."""
    findings, labs = found_in(world, learnt), _labs(world)
    shown = reviews(findings, lambda names: _decide(names, labs))
    scores = np.array([ring.score for ring in (*findings.rings, *findings.candidates)])
    return calibration_error(scores, (shown["decision"] == IS_RING).to_numpy().astype(float))
