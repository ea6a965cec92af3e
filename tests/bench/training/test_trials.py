"""Training worlds of test series: honest groups that work like rings, and things that change."""

import polars as pl
import pytest

from tests.bench.training.trials import world

FEW = 1500


@pytest.fixture(scope="module")
def full():
    return world(4, FEW, 0.5, "full")


def test_the_same_arguments_make_the_same_world(full):
    again = world(4, FEW, 0.5, "full")
    assert again.sightings.equals(full.sightings)
    assert again.accounts.equals(full.accounts)
    assert again.truth.equals(full.truth)


def test_every_account_is_there_once_with_its_truth(full):
    assert full.truth["account"].n_unique() == full.truth.height == FEW
    assert full.accounts["account"].equals(full.truth["account"])
    assert set(full.sightings["account"]) == set(full.truth["account"])


def test_a_null_world_has_no_rings_and_a_rare_one_has_few():
    assert (world(1, FEW, 0.5, "null").truth["cluster"] == "").all()
    assert 0 < (world(2, 2 * FEW, 0.5, "rare").truth["cluster"] != "").mean() < 0.04


def test_nearly_all_accounts_of_a_ring_share_something_with_others_of_it(full):
    rings = full.truth.filter(pl.col("cluster") != "")
    seen = full.sightings.filter(pl.col("kind") != "email_domain").join(rings, on="account")
    shared = seen.filter(pl.len().over("cluster", "kind", "value") > 1)["account"]
    linked = rings.group_by("cluster").agg(pl.col("account").is_in(shared.implode()).mean())
    assert rings["account"].is_in(shared.implode()).mean() > 0.85
    assert linked["account"].min() > 0.5
