"""Worlds in which persons lead lives, and operators have a discipline, a style and suppliers."""

import polars as pl
import pytest

from tests.bench.training.lives import world

FEW = 1500


@pytest.fixture(scope="module")
def full():
    return world(5, FEW, 0.5, "full")


def test_the_same_arguments_make_the_same_world(full):
    again = world(5, FEW, 0.5, "full")
    assert again.sightings.equals(full.sightings)
    assert again.accounts.equals(full.accounts)
    assert again.truth.equals(full.truth)


def test_every_account_is_there_once_with_its_truth(full):
    assert full.truth["account"].is_sorted()
    assert full.truth["account"].n_unique() == full.truth.height == FEW
    assert full.accounts["account"].equals(full.truth["account"])
    assert set(full.sightings["account"]) == set(full.truth["account"])


@pytest.mark.parametrize(("plan", "rings"), [("null", 0), ("rare", 5)])
def test_plans_without_a_campaign(plan, rings):
    clusters = world(6, FEW, 0.5, plan).truth["cluster"]
    assert clusters.filter(clusters != "").n_unique() == rings


@pytest.mark.parametrize("difficulty", [0.0, 0.5])
def test_nearly_all_accounts_of_a_ring_share_something_with_others_of_it(difficulty):
    made = world(7, FEW, difficulty, "full")
    ring = made.truth.filter(pl.col("cluster") != "")
    own = made.sightings.join(ring, on="account").filter(pl.col("kind_right") != "")
    common = own.filter(pl.len().over("cluster", "kind", "value") > 1)
    sharing = ring.select("cluster", pl.col("account").is_in(common["account"].implode()))
    assert sharing["account"].mean() > 0.9
    assert sharing.group_by("cluster").agg(pl.col("account").mean())["account"].min() > 0.5
