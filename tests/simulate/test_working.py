"""How rings and honest groups work in time where the dials say so."""

from dataclasses import replace

import polars as pl
import pytest

from linkage.folding import KEY
from linkage.simulate import null_world, preset, simulate


def world(**dials):
    return simulate(replace(preset("tiny"), seed=4, dials=tuple(dials.items())))


def uses(made, kind, *, rings):
    """Sightings of a kind by the members of rings, or by everybody else."""
    wanted = "cluster" if rings else "single"
    accounts = made.truth.filter(pl.col("status") == wanted).select("account", "cluster", "kind")
    found = made.sightings.filter(pl.col("kind") == kind).drop("kind")
    return found.join(accounts, on="account", how="inner")


def overlaps(found):
    """Return the share of neighbouring spells on one identifier that overlap."""
    ordered = found.filter(pl.col("count") > 1).sort("value", "first_seen", "account")
    inside = ordered.select(
        (pl.col("last_seen").shift(1) > pl.col("first_seen"))
        .filter(pl.col("value") == pl.col("value").shift(1))
        .mean()
    )
    return inside.item()


@pytest.mark.parametrize("rings", [True, False])
def test_who_hands_over_does_not_use_a_device_together(rings):
    usual, handed = (
        overlaps(
            uses(made, "device", rings=rings).filter(
                pl.col("kind") == ("company" if not rings else pl.col("kind"))
            )
        )
        for made in (world(), world(handover=1.0))
    )
    assert handed < 0.3
    assert rings is False or usual > handed + 0.3


def test_who_rotates_uses_a_device_about_equally_often():
    usual, even = (
        uses(made, "device", rings=True)
        .group_by("value")
        .agg(pl.len(), pl.col("count").log().std())
        .filter(pl.col("len") >= 3)["count"]
        .mean()
        for made in (world(), world(rotation=1.0))
    )
    assert even < usual / 3


def test_a_shift_makes_most_members_begin_on_one_day():
    found = uses(world(shift=1.0), "template", rings=True)
    busiest = (
        found.group_by("cluster", pl.col("first_seen").dt.date().alias("day"))
        .agg(pl.col("account").n_unique().alias("members"))
        .group_by("cluster")
        .agg(pl.col("members").max())
        .join(
            found.group_by("cluster").agg(pl.col("account").n_unique().alias("size")), on="cluster"
        )
    )
    share = busiest["members"].sum() / busiest["size"].sum()
    assert share > 0.5


def test_the_dials_leave_who_is_there_as_it_was():
    assert world(handover=1.0, rotation=1.0, shift=1.0).truth.equals(world().truth)


def test_nobody_is_seen_before_the_sign_up():
    made = world(handover=0.6, rotation=0.6, shift=0.6)
    found = made.sightings.join(made.accounts.select("account", "created_at"), on="account")
    assert found.filter(pl.col("first_seen") < pl.col("created_at")).is_empty()
    assert not made.sightings.select(KEY).is_duplicated().any()


def test_honest_people_work_so_without_rings_too():
    quiet = replace(preset("tiny"), seed=4, dials=(("handover", 1.0), ("shift", 1.0)))
    devices = null_world(quiet).sightings.filter(pl.col("kind") == "device").height
    plain = null_world(replace(quiet, dials=())).sightings.filter(pl.col("kind") == "device")
    assert devices > plain.height
