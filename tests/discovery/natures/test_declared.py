"""Declared natures: which identifiers they name, and what they take out of discovery."""

import polars as pl
import pytest

from linkage.config import DiscoverySettings, NatureSettings
from linkage.discovery import discover
from linkage.discovery.natures import declared_natures, exempt
from linkage.kinds import KindTable
from linkage.networks import parse_network
from tests.discovery.frames import sightings

KINDS = KindTable()
ROWS = [
    ("a", "ip", "10.1.2.3"),
    ("b", "ip", "10.1.2.3"),
    ("a", "device", "d1"),
    ("b", "payment", "d1"),
    ("b", "phone", "10.9.9.9"),
]


def declared(networks=(), **values):
    found = NatureSettings(
        {name.replace("_", ":"): nature for name, nature in values.items()},
        tuple(parse_network(cidr, nature, "networks.csv, line 1") for cidr, nature in networks),
    )
    identifiers = sightings(ROWS).select("kind", "value").unique()
    table = declared_natures(identifiers, found, KINDS)
    return {(kind, value): nature for kind, value, nature, _ in table.iter_rows()}


def test_a_value_is_named_in_every_kind_or_in_one():
    assert declared(d1="office") == {("device", "d1"): "office", ("payment", "d1"): "office"}
    assert declared(device_d1="office") == {("device", "d1"): "office"}
    assert declared(card_d1="office") == {("payment", "d1"): "office"}
    assert declared(d1="office", device_d1="farm")["device", "d1"] == "farm"


def test_networks_name_addresses_and_nothing_else():
    assert declared([("10.0.0.0/8", "campus")]) == {("ip", "10.1.2.3"): "campus"}


def test_an_address_that_is_named_counts_before_its_network():
    settings = NatureSettings({"10.1.2.3": "vpn"}, (parse_network("10.0.0.0/8", "campus", "here"),))
    (row,) = declared_natures(
        pl.DataFrame({"kind": ["ip"], "value": ["10.1.2.3"]}), settings, KINDS
    ).iter_rows()
    assert row == ("ip", "10.1.2.3", "vpn", "linkage.toml")


@pytest.mark.parametrize(
    ("nature", "left"), [("campus", 3), ("carrier", 3), ("vpn", 5), ("home", 5)]
)
def test_what_explains_strangers_links_nobody(nature, left):
    settings = NatureSettings({"10.1.2.3": nature})
    gone = exempt(sightings(ROWS), settings, KINDS)
    assert gone.sightings.height == left
    assert gone.links == 5 - left
    assert bool(gone.notes) == (left < 5)


def test_without_declarations_nothing_is_touched():
    frame = sightings(ROWS)
    assert exempt(frame, NatureSettings(), KINDS).sightings is frame


@pytest.fixture(scope="module")
def plain(world):
    return discover(world.sightings, world.accounts, KINDS, DiscoverySettings())


def with_declared(world, values):
    return discover(
        world.sightings, world.accounts, KINDS, DiscoverySettings(), natures=NatureSettings(values)
    )


def test_a_declared_hub_is_reported_and_never_silent(world, plain):
    ring = plain.rings[0]
    kind, value, *_ = ring.top_identifiers[0]
    found = with_declared(world, {value: "office"})
    assert (kind, value, "declared office: it links nobody") in [
        (k, v, reason) for k, v, _, reason in found.hubs
    ]
    assert any("declared office link nobody" in note for note in found.run.notes)
    assert found.run.sightings == plain.run.sightings == world.sightings.height
    assert found.run.id != plain.run.id
    row = found.weights.filter((pl.col("kind") == kind) & (pl.col("value") == value))
    assert row.select("bits", "hub", "nature").row(0) == (0.0, True, "office")


def test_a_declared_home_speaks_against_the_ring_on_it(world, plain):
    ring, (kind, value, members, _) = max(
        ((r, i) for r in plain.rings for i in r.top_identifiers if i[0] == "ip"),
        key=lambda found: found[1][2] / found[0].accounts,
    )
    assert members >= 0.4 * ring.accounts
    again = with_declared(world, {value: "home"})
    same = next(r for r in again.rings if r.id == ring.id)
    assert any(place.declared and place.nature == "home" for place in same.places)
    assert any(
        f"{kind} {value}: home (declared by linkage.toml)" in s for s in same.counter_evidence
    )
