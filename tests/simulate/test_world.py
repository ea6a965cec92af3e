"""What a world holds, and that it is the same one for the same seed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from linkage.folding import KEY, fold_events
from linkage.records import ACCOUNTS, HOURS_KEPT, SIGHTINGS
from linkage.simulate import TRUTH, null_world, preset, simulate
from linkage.simulate.draft import END, KINDS, START
from linkage.simulate.world import times

HARD_NEGATIVES = {
    "family",
    "campus",
    "class",
    "carrier",
    "vpn",
    "company",
    "reseller",
    "agency",
    "popular_prompt",
    "taken_over",
}


def of_kind(world, kind):
    return world.truth.filter(pl.col("kind") == kind)["account"]


def busiest(world, accounts, kind):
    """Return by how many of these accounts the most shared identifier of a kind is used."""
    chosen = world.sightings.filter(
        (pl.col("kind") == kind) & pl.col("account").is_in(accounts.implode())
    )
    return chosen.group_by("value").len()["len"].max() or 0


def test_the_same_seed_makes_the_same_world(tiny):
    again = simulate(preset("tiny"))
    assert tiny.sightings.equals(again.sightings)
    assert tiny.truth.equals(again.truth)
    assert tiny.accounts.equals(again.accounts)


def test_another_seed_makes_another_world(tiny):
    other = simulate(replace(preset("tiny"), seed=1))
    assert not tiny.sightings.equals(other.sightings)
    assert not tiny.truth.equals(other.truth)


def test_the_frames_have_the_schemas_of_the_records(tiny):
    assert tiny.sightings.schema == SIGHTINGS
    assert tiny.accounts.schema == ACCOUNTS
    assert tiny.truth.schema == TRUTH
    assert set(tiny.sightings["kind"].unique()) == set(KINDS)


def test_accounts_and_truth_name_the_same_accounts_once(tiny):
    assert tiny.truth["account"].n_unique() == tiny.truth.height == preset("tiny").accounts
    assert tiny.truth["account"].equals(tiny.accounts["account"])
    assert set(tiny.sightings["account"].unique()) == set(tiny.truth["account"])


def test_no_sighting_stands_twice_and_all_are_sorted(tiny):
    assert not tiny.sightings.select(KEY).is_duplicated().any()
    assert tiny.sightings.select(KEY).equals(tiny.sightings.select(KEY).sort(KEY))


def test_rings_have_the_sizes_that_were_asked_for(tiny):
    settings = preset("tiny")
    bad = tiny.truth.filter(pl.col("status") == "cluster")
    rings = bad.filter(pl.col("campaign") == "").group_by("cluster").len()["len"].sort()
    assert rings.to_list() == settings.ring_sizes()
    assert bad.filter(pl.col("campaign") == "campaign-0").height == settings.campaign
    assert bad.filter(pl.col("campaign") != "")["cluster"].n_unique() == settings.campaign_shards


def test_only_ring_members_have_a_cluster(tiny):
    honest = tiny.truth.filter(pl.col("status") == "single")
    assert (honest["cluster"] == "").all()
    assert set(tiny.truth["status"]) == {"single", "cluster"}
    assert not set(honest["kind"]) & {"ring", "campaign"}


def test_every_hard_negative_is_there(tiny):
    assert set(tiny.truth["kind"]) >= HARD_NEGATIVES


@pytest.mark.parametrize(
    ("group", "kind", "least"),
    [
        ("campus", "ip", 0.3),
        ("company", "payment", 0.05),
        ("reseller", "payment", 0.3),
        ("agency", "device", 0.05),
        ("agency", "payment", 0.3),
        ("class", "template", 0.3),
        ("popular_prompt", "template", 0.9),
        ("vpn", "ip", 0.05),
        ("carrier", "ip", 0.05),
    ],
)
def test_a_hard_negative_shares_what_makes_it_hard(tiny, group, kind, least):
    accounts = of_kind(tiny, group)
    assert busiest(tiny, accounts, kind) >= least * len(accounts)


def test_families_share_homes_devices_and_cards(tiny):
    family = of_kind(tiny, "family")
    for kind in ("ip", "device", "payment"):
        assert busiest(tiny, family, kind) >= 2


def test_taken_over_accounts_send_scripts_of_a_ring(tiny):
    bad = tiny.truth.filter(pl.col("status") == "cluster")["account"]
    scripts = tiny.sightings.filter(
        (pl.col("kind") == "template") & pl.col("account").is_in(bad.implode())
    )["value"].unique()
    taken = tiny.sightings.filter(
        pl.col("account").is_in(of_kind(tiny, "taken_over").implode())
        & pl.col("value").is_in(scripts.implode())
    )
    assert taken["account"].n_unique() == len(of_kind(tiny, "taken_over"))


def test_stolen_cards_join_honest_owners_to_rings(tiny):
    cards = tiny.sightings.filter(pl.col("kind") == "payment").join(tiny.truth, on="account")
    mixed = cards.group_by("value").agg(pl.col("status").n_unique() == 2)
    assert mixed["status"].sum() >= 2


def test_contamination_can_be_turned_off():
    settings = replace(preset("tiny"), contamination=0.0)
    world = simulate(settings)
    cards = world.sightings.filter(pl.col("kind") == "payment").join(world.truth, on="account")
    mixed = cards.group_by("value").agg(pl.col("status").n_unique() == 2)
    assert mixed["status"].sum() == 0
    assert of_kind(world, "taken_over").is_empty()


def test_a_null_world_keeps_the_honest_accounts_and_has_no_ring(tiny):
    empty = null_world(preset("tiny"))
    assert set(empty.truth["status"]) == {"single"}
    spared = tiny.truth.filter((pl.col("status") == "single") & (pl.col("kind") != "taken_over"))[
        "account"
    ]
    with_rings = tiny.sightings.filter(pl.col("account").is_in(spared.implode()))
    without = empty.sightings.filter(pl.col("account").is_in(spared.implode()))
    assert with_rings.equals(without)


def test_conversations_are_as_many_as_were_asked_for(tiny):
    rows = tiny.sightings.filter(pl.col("kind") == "template")["count"].sum()
    assert rows == preset("tiny").conversations


def test_the_campaign_holds_its_conversations():
    world = simulate(replace(preset("tiny"), campaign_conversations=9_000))
    campaign = world.truth.filter(pl.col("campaign") == "campaign-0")["account"]
    rows = world.sightings.filter(
        (pl.col("kind") == "template") & pl.col("account").is_in(campaign.implode())
    )
    assert rows["count"].sum() == 9_000


def test_nothing_happens_before_sign_up_or_outside_the_window(tiny):
    seen = tiny.sightings.join(tiny.accounts.select("account", "created_at"), on="account")
    assert (seen["first_seen"] >= seen["created_at"]).all()
    assert (seen["first_seen"] <= seen["last_seen"]).all()
    active = seen.filter(pl.col("kind").is_in(["ip", "device", "template", "payment"]))
    edges = times(np.array([START, END]))
    assert active["first_seen"].min() >= edges[0]
    assert active["last_seen"].max() < edges[1]


def test_sightings_are_what_folding_makes_of_the_events(tiny):
    links = tiny.links["template"]
    row, seconds = tiny.clock.events(links, slice(0, len(links.account)))
    events = pl.DataFrame(
        {
            "account": tiny.account_ids.gather(links.account[row]),
            "kind": pl.repeat("template", len(row), eager=True),
            "value": tiny.names["template"].gather(links.value[row]),
            "time": times(seconds),
        }
    )
    folded = fold_events(events).select(SIGHTINGS.names()).sort(KEY)
    assert folded.equals(tiny.sightings.filter(pl.col("kind") == "template"))


def test_hours_are_kept_to_the_limit(tiny):
    counts = tiny.sightings["hours"].list.len()
    assert counts.min() == 1
    assert counts.max() == HOURS_KEPT


def test_events_do_not_depend_on_how_they_are_sliced(tiny):
    links = tiny.links["ip"]
    whole = tiny.clock.events(links, slice(0, len(links.account)))[1]
    parts = [tiny.clock.events(links, part)[1] for part in links.slices(500)]
    assert len(parts) > 10
    assert (np.concatenate(parts) == whole).all()
