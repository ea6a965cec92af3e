"""The worlds that the score is fitted on: honest organisations, and rings that blend in."""

import numpy as np
import polars as pl
import pytest

from tests.bench.training.blended_rings import add_blended_rings
from tests.bench.training.organisations import add_organisations
from tests.bench.training.sheet import Sheet
from tests.bench.training.society import add_society

ALL = frozenset(["email", "email_domain", "phone", "payment", "ip", "device", "template"])


def blended(seed):
    sheet = Sheet(np.random.default_rng(seed))
    add_society(sheet, 3000, organised=True)
    add_blended_rings(sheet, 20, 80)
    return sheet.finish("blended", ALL, times=True, signups=True)


@pytest.fixture(scope="module")
def world():
    return blended(5)


def things_of(world, kind, accounts):
    """How many things of a kind these accounts have on average."""
    mine = world.truth.filter(pl.col("kind") == accounts)["account"]
    links = world.sightings.filter(
        (pl.col("kind") == kind) & pl.col("account").is_in(mine.implode())
    )
    return links.height / len(mine)


@pytest.mark.parametrize("kind", ["ip", "device", "template"])
def test_accounts_of_a_blended_ring_have_as_many_things_as_others(world, kind):
    ratio = things_of(world, kind, "ring") / things_of(world, kind, "plain")
    assert 0.4 < ratio < 2.5


def test_people_of_organisations_have_things_of_their_own(world):
    alone = world.sightings.group_by("kind", "value").agg(pl.len().alias("accounts"))
    own = world.sightings.join(alone, on=["kind", "value"]).filter(
        (pl.col("accounts") == 1) & (pl.col("kind") == "device")
    )
    staff = world.truth.filter(pl.col("kind") == "organisation")["account"]
    assert staff.is_in(own["account"].implode()).mean() > 0.5


def test_organisations_share_more_than_chance_would_have_it():
    sheet = Sheet(np.random.default_rng(1))
    living = add_organisations(sheet, 4000)
    world = sheet.finish("organisations", ALL, times=False, signups=False)
    assert 0 < len(living) <= sheet.size
    assert world.sightings.group_by("kind", "value").len()["len"].max() >= 8


def test_the_same_seed_makes_the_same_world(world):
    assert blended(5).sightings.equals(world.sightings)
