"""The harder the world, the fewer ring members could still be joined to their ring."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from linkage.evaluate import evaluate
from linkage.kinds import KINDS
from linkage.simulate import WorldSettings, rewired, simulate

SETTINGS = WorldSettings(
    accounts=6_000,
    campaign=1_000,
    campaign_shards=5,
    second_campaign=0,
    second_shards=0,
    small_rings=6,
    small_sizes=(10, 80),
    conversations=60_000,
)
GROUP = {kind.name: kind.group for kind in KINDS}


def joinable(world):
    """Return the share of ring members with evidence of two groups, all other members known.

    Evidence of a group is an identifier of which at least .6 of the other accounts are bad.
    """
    rows = world.sightings.select(
        "account", "kind", "value", pl.col("kind").replace_strict(GROUP).alias("group")
    ).join(world.truth.select("account", bad=pl.col("status") == "cluster"), on="account")
    others = pl.len().over("kind", "value") - 1
    bad_others = pl.col("bad").sum().over("kind", "value") - pl.col("bad").cast(pl.Int64)
    telling = rows.filter((others > 0) & (bad_others >= 0.6 * others)).filter("bad")
    groups = telling.group_by("account").agg(pl.col("group").n_unique())
    bad = (world.truth["status"] == "cluster").sum()
    return groups.filter(pl.col("group") >= 2).height / bad


def test_each_step_of_difficulty_hides_more():
    shares = [
        joinable(simulate(replace(SETTINGS, difficulty=difficulty)))
        for difficulty in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    assert all(np.diff(shares) < 0.002)
    assert shares[0] > 0.995
    assert shares[2] > 0.97
    assert 0.88 < shares[3] < 0.985
    assert 0.5 < shares[4] < 0.85


def test_components_over_shared_identifiers_find_no_ring():
    found = components(simulate(SETTINGS), cap=100)
    assert found.rings.b_cubed.f1 < 0.3
    assert found.campaigns[0].purity < 0.5


def test_a_clean_world_makes_components_look_excellent():
    clean = replace(SETTINGS, contamination=0.0, difficulty=0.0)
    found = components(simulate(clean), cap=40)
    soiled = components(simulate(SETTINGS), cap=40)
    assert found.campaigns[0].found > 0.9
    assert found.campaigns[0].purity > soiled.campaigns[0].purity + 0.3


def components(world, cap):
    """Evaluate components over identifiers of at most ``cap`` accounts, without templates."""
    rows = world.sightings.filter(pl.len().over("kind", "value") <= cap)
    rows = rows.filter(pl.col("kind") != "template")
    account = rows["account"].rank("dense").to_numpy().astype(int)
    value = rows.select(pl.struct("kind", "value").rank("dense")).to_series().to_numpy().astype(int)
    n, m = account.max() + 1, value.max() + 1
    links = coo_matrix((np.ones(len(rows)), (account, value + n)), shape=(n + m, n + m))
    label = connected_components(links, directed=False)[1][account]
    found = pl.DataFrame({"account": rows["account"], "ring": label}).unique("account")
    return evaluate(world.truth, found.filter(pl.len().over("ring") >= 4))


def test_rewiring_keeps_the_degrees_and_breaks_the_pairs(tiny):
    shuffled = rewired(tiny.sightings, seed=3)
    for side in ("account", "value"):
        before = tiny.sightings.group_by("kind", side).len().sort("kind", side)
        after = shuffled.group_by("kind", side).len().sort("kind", side)
        assert (
            before.join(after, on=["kind", side], suffix="_after")
            .select(((pl.col("len") - pl.col("len_after")).abs().sum()) / pl.col("len").sum())
            .item()
            < 0.002
        )
    assert not shuffled.select("account", "kind", "value").is_duplicated().any()
    same = shuffled.join(tiny.sightings, on=["account", "kind", "value"]).height
    assert same < 0.2 * tiny.sightings.height


def test_rewiring_depends_on_its_seed_only(tiny):
    mixed = tiny.sightings.sample(fraction=1.0, shuffle=True, seed=1)
    assert rewired(mixed, seed=3).equals(rewired(tiny.sightings, seed=3))
    assert not rewired(tiny.sightings, seed=4).equals(rewired(tiny.sightings, seed=3))
