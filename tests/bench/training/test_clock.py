"""When links of training worlds are used."""

import numpy as np
import polars as pl
import pytest

from tests.bench.training.sheet import Sheet

KINDS = frozenset({"device", "template"})


def made(way, luck=True):
    """Twenty accounts that share a device in a way, and the sightings of that device."""
    sheet = Sheet(np.random.default_rng(1), np.random.default_rng(2) if luck else None)
    accounts = sheet.people(20, "plain")
    sheet.use("device", accounts, ["desk"], way=way)
    return sheet.finish("one desk", KINDS, times=True, signups=True).sightings


def test_a_desk_is_handed_over_without_overlap():
    spells = made("handover").sort("first_seen")
    assert (spells["first_seen"][1:] >= spells["last_seen"][:-1]).mean() > 0.8


def test_a_desk_in_rotation_is_used_equally_often_and_hardly_by_two_in_an_hour():
    uses = made("rotation")
    assert uses["count"].max() - uses["count"].min() <= 2
    hours = uses.select(pl.col("hours").explode())["hours"]
    assert hours.n_unique() > 0.9 * len(hours)


@pytest.mark.parametrize("luck", [True, False])
def test_a_world_is_the_same_for_the_same_draws(luck):
    assert made("handover", luck).equals(made("handover", luck))


def test_without_luck_each_link_has_one_event():
    uses = made("rotation", luck=False)
    assert uses["count"].to_list() == [1] * 20
    assert (uses["first_seen"] == uses["last_seen"]).all()
