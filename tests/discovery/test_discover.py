"""The whole of discovery on tiny worlds."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from linkage.config import DiscoverySettings
from linkage.discovery import discover
from linkage.discovery.corroboration import token_bits
from linkage.discovery.features import FEATURES
from linkage.discovery.neighbours import neighbours
from linkage.discovery.profiles import build_profiles
from linkage.discovery.scoring import probability
from linkage.discovery.situation import ring_labels
from linkage.discovery.tokens import build_tokens
from linkage.kinds import KindTable
from linkage.records import ACCOUNTS, MEMBERS, SIGHTINGS, WEIGHTS
from linkage.simulate import preset, simulate
from tests.discovery.frames import sightings

KINDS = KindTable()
SETTINGS = DiscoverySettings()


def found_in(world, **changes):
    values = {"sightings": world.sightings, "accounts": world.accounts, "settings": SETTINGS}
    return discover(kinds=KINDS, **values | changes)


@pytest.fixture(scope="module")
def findings(world):
    return found_in(world)


def test_the_rings_of_a_tiny_world_are_found(world, findings):
    truth = world.truth.filter(pl.col("status") == "cluster")
    caught = truth.join(findings.members, on="account", how="semi").height
    wrong = findings.members.height - caught
    assert caught >= 0.85 * truth.height
    assert wrong <= 0.03 * findings.members.height


def test_a_world_without_rings_gives_none(quiet_world):
    assert found_in(quiet_world).rings == ()


def test_tables_have_their_schemas(findings):
    assert findings.members.schema == MEMBERS
    assert findings.weights.schema == WEIGHTS


def test_the_order_of_the_rows_does_not_matter(world, findings):
    again = found_in(
        world,
        sightings=world.sightings.sample(fraction=1.0, shuffle=True, seed=3),
        accounts=world.accounts.sample(fraction=1.0, shuffle=True, seed=4),
    )
    assert again.rings == findings.rings
    assert again.run == findings.run
    assert again.campaigns == findings.campaigns
    assert again.members.equals(findings.members)
    assert again.weights.equals(findings.weights)
    assert again.natures.equals(findings.natures)
    assert again.candidates == findings.candidates


def test_evidence_sums_to_the_score(findings):
    for ring in findings.rings:
        bits = sum(line.bits for line in ring.contributions)
        assert 1 / (1 + 2**-bits) == pytest.approx(ring.score)


def test_rings_and_members_agree(findings):
    sizes = dict(findings.members.group_by("ring").len().iter_rows())
    assert {ring.id: ring.accounts for ring in findings.rings} == sizes
    assert findings.run.members == sum(sizes.values())


def test_campaigns_name_rings_that_name_them(findings):
    assert findings.campaigns
    of = {ring.id: ring.campaign for ring in findings.rings}
    for campaign in findings.campaigns:
        assert len(campaign.rings) > 1
        assert {of[ring] for ring in campaign.rings} == {campaign.id}


def test_rings_keep_their_ids_when_a_part_of_the_data_is_gone(world, findings):
    kept = world.sightings.filter(pl.col("kind") != "phone")
    again = found_in(world, sightings=kept, previous=findings.members)
    assert {r.id for r in again.rings} & {r.id for r in findings.rings}
    before = dict(findings.members.select("account", "ring").iter_rows())
    same = [before.get(a) == r for a, r in again.members.select("account", "ring").iter_rows()]
    assert sum(same) > 0.6 * len(same)


def test_hubs_are_reported_with_a_reason(findings):
    assert findings.hubs
    degrees = [degree for _, _, degree, _ in findings.hubs]
    assert degrees == sorted(degrees, reverse=True)
    assert all(reason for *_, reason in findings.hubs)
    assert len(findings.hubs) == findings.weights.filter("hub").height


@pytest.mark.parametrize("kept", [("email", "email_domain", "ip"), ("device", "template")])
def test_fewer_kinds_find_less_and_hardly_ever_wrong(world, kept):
    members = found_in(world, sightings=world.sightings.filter(pl.col("kind").is_in(kept))).members
    honest = world.truth.filter(pl.col("status") != "cluster")
    wrong = members.join(honest, on="account", how="semi").height
    assert wrong <= max(8, 0.05 * members.height)


def test_one_kind_alone_is_not_enough_and_is_said(world):
    findings = found_in(world, sightings=world.sightings.filter(pl.col("kind") == "ip"))
    assert findings.rings == ()
    assert findings.run.notes[0].startswith("The data are insufficient to find rings: only one")


def test_without_times_rings_are_found_and_it_is_said(world):
    blank = world.sightings.with_columns(
        pl.lit(None, dtype=SIGHTINGS["first_seen"]).alias("first_seen"),
        pl.lit(None, dtype=SIGHTINGS["last_seen"]).alias("last_seen"),
        pl.col("hours").list.head(0),
    )
    ageless = world.accounts.with_columns(
        pl.lit(None, dtype=ACCOUNTS["created_at"]).alias("created_at")
    )
    findings = found_in(world, sightings=blank, accounts=ageless)
    assert findings.rings
    assert findings.rings[0].first_seen is None
    assert any("no times" in note for note in findings.run.notes)


def test_nothing_gives_nothing():
    empty = discover(pl.DataFrame(schema=SIGHTINGS), pl.DataFrame(schema=ACCOUNTS), KINDS, SETTINGS)
    assert empty.rings == ()
    assert empty.members.is_empty()


def test_declared_kinds_find_who_is_the_same_and_noise_does_not_matter():
    rows = [
        (f"r{i:03}{side}", kind, f"{kind}{i}")
        for i in range(150)
        for side in ("ab" if i < 20 else "a")
        for kind in ("plate", "name")
    ]
    rows += [(name, "zone", f"z{hash_of(name) % 4}") for name in {row[0] for row in rows}]
    frame = pl.DataFrame(
        {
            "account": [r[0] for r in rows],
            "kind": [r[1] for r in rows],
            "value": [r[2] for r in rows],
            "first_seen": None,
            "last_seen": None,
            "count": 1,
            "hours": [[]] * len(rows),
        },
        schema=SIGHTINGS,
    )
    kinds = KINDS.with_declared(["plate", "name", "zone"])
    settings = DiscoverySettings(minimum_accounts=2)
    members = discover(frame, pl.DataFrame(schema=ACCOUNTS), kinds, settings).members
    groups = members.group_by("ring").agg(pl.col("account").sort().str.join("+"))
    assert set(groups["account"]) == {f"r{i:03}a+r{i:03}b" for i in range(20)}


def hash_of(text):
    return sum(ord(letter) * 31**i for i, letter in enumerate(text))


def test_progress_ends_with_everything_done(world):
    steps = []
    found_in(world, progress=lambda name, share: steps.append((name, share)))
    shares = [share for _, share in steps]
    assert shares == sorted(shares)
    assert steps[-1] == ("done", 1.0)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f.__name__)
def test_a_feature_explains_itself(feature):
    assert feature.__doc__
    assert feature.__doc__.strip().endswith((".", ")."))


@pytest.mark.parametrize("strangers", [60, 500, 2000])
def test_a_handful_in_a_small_world_stays_one_ring(strangers):
    pools = {"device": 4, "payment": 4, "ip": 5, "template": 2}
    draw = np.random.default_rng(1)
    rows = [
        (f"ring{i:02}", kind, f"{kind}-{draw.integers(pool)}")
        for i in range(12)
        for kind, pool in pools.items()
    ]
    rows += [(f"one{i:04}", kind, f"own-{kind}-{i}") for i in range(strangers) for kind in pools]
    findings = discover(sightings(rows), ACCOUNTS.to_frame(), KINDS, SETTINGS)
    assert [ring.accounts for ring in findings.rings] == [12]


@pytest.fixture(scope="module")
def hard_world():
    """Return a tiny world of careful operators."""
    return simulate(replace(preset("tiny"), difficulty=1.0, seed=13))


@pytest.fixture(scope="module")
def hard_findings(hard_world):
    return found_in(hard_world)


def test_a_group_near_the_edge_is_a_ring_where_rings_of_its_campaign_vouch_for_it():
    world = simulate(replace(preset("tiny"), difficulty=1.0, seed=2))
    weakest, stronger, *_ = sorted(r.score for r in found_in(world).rings if r.campaign)
    minimum = (weakest + stronger) / 2
    findings = found_in(world, settings=replace(SETTINGS, minimum_score=minimum))
    (ring,) = [r for r in findings.rings if "same_operator" in names(r)]
    alone = sum(line.bits for line in ring.contributions if line.name != "same_operator")
    assert probability(np.array([alone]))[0] < minimum <= ring.score
    shards = [r for r in findings.rings if r.campaign == ring.campaign is not None]
    assert any("same_operator" not in names(r) for r in shards)


def test_no_member_is_a_neighbour(hard_world, hard_findings):
    tokens = build_tokens(hard_world.sightings, hard_world.accounts, KINDS)
    created = build_profiles(hard_world.sightings, hard_world.accounts, tokens).created
    labels = ring_labels(hard_findings, tokens.accounts)
    bits = token_bits(tokens, SETTINGS.seed)
    assert not neighbours(tokens, bits, created, labels).any()


def names(ring):
    return {line.name for line in ring.contributions}
