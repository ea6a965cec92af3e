"""Groups with evidence that does not suffice."""

from dataclasses import replace

import pytest

from linkage.config import DiscoverySettings
from linkage.discovery import discover
from linkage.discovery.doubtful import FLOOR
from linkage.kinds import KindTable
from linkage.records import INSUFFICIENT

SETTINGS = DiscoverySettings()


def found_in(world, settings=SETTINGS):
    return discover(world.sightings, world.accounts, KindTable(), settings)


@pytest.fixture(scope="module")
def strict(world):
    """Return the findings where hardly anything is flagged, so that much is left in doubt."""
    return found_in(world, replace(SETTINGS, minimum_score=0.999))


def test_what_is_not_flagged_is_kept_apart(strict):
    assert strict.candidates
    assert strict.run.rings == len(strict.rings)
    assert {ring.verdict for ring in strict.candidates} == {INSUFFICIENT}
    assert all(FLOOR <= ring.score < 0.999 for ring in strict.candidates)
    assert all(ring.verdict_reason.startswith("Not flagged: ") for ring in strict.candidates)
    assert all(ring.significance and ring.hypotheses for ring in strict.candidates)
    assert not set(strict.members["account"]) & set(strict.candidate_members["account"])


def test_members_fit_the_groups(strict):
    sizes = dict(strict.candidate_members.group_by("ring").len().iter_rows())
    assert sizes == {ring.id: ring.accounts for ring in strict.candidates}


def test_what_is_flagged_does_not_depend_on_what_is_not(world, strict):
    usual = {ring.accounts for ring in found_in(world).rings}
    assert usual == {ring.accounts for ring in (*strict.rings, *strict.candidates)} & usual


def test_a_setting_below_the_floor_flags_all(world):
    assert found_in(world, replace(SETTINGS, minimum_score=0.3)).candidates == ()
