"""Worlds of offices and of loans: honest groups and rings dressed by the same machinery."""

import polars as pl
import pytest

from linkage.folding import KEY
from linkage.records import ACCOUNTS, SIGHTINGS
from tests.bench.training import loans, offices

ACCOUNTS_MADE = 1500


@pytest.fixture(scope="module", params=[loans, offices], ids=["loans", "offices"])
def world(request):
    return request.param.world


@pytest.fixture(scope="module")
def full(world):
    return world(3, ACCOUNTS_MADE, 0.5, "full")


def test_the_same_seed_makes_the_same_world(world, full):
    again = world(3, ACCOUNTS_MADE, 0.5, "full")
    assert again.sightings.equals(full.sightings)
    assert again.accounts.equals(full.accounts)
    assert again.truth.equals(full.truth)


def test_a_world_is_folded_as_loaders_fold(full):
    assert full.sightings.schema == SIGHTINGS
    assert full.accounts.schema == ACCOUNTS
    assert full.sightings.select(KEY).is_duplicated().sum() == 0
    assert full.truth["account"].equals(full.accounts["account"])
    assert full.truth.height == ACCOUNTS_MADE


def test_a_null_world_has_no_rings(world):
    assert (world(1, ACCOUNTS_MADE, 0.5, "null").truth["cluster"] == "").all()


def test_accounts_of_a_ring_share_things_with_others_of_it(full):
    rings = full.truth.filter(pl.col("cluster") != "")
    seen = full.sightings.filter(pl.col("kind") != "email_domain").join(rings, on="account")
    shared = seen.filter(pl.len().over("cluster", "kind", "value") > 1)["account"]
    linked = rings.group_by("cluster").agg(pl.col("account").is_in(shared.implode()).mean())
    assert linked["account"].min() > 0.5
    assert rings["account"].is_in(shared.implode()).mean() > 0.8
    assert rings["cluster"].n_unique() >= 2


def test_few_rings_are_in_a_rare_world(world):
    rare = world(2, 2 * ACCOUNTS_MADE, 0.5, "rare").truth
    assert 0 < (rare["cluster"] != "").mean() < 0.04
