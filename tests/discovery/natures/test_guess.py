"""Guessed natures on hand-made places, and in a world whose places are known."""

from collections import Counter
from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from linkage.config import DiscoverySettings
from linkage.discovery import discover
from linkage.discovery.natures.facts import LEAST, identifier_facts
from linkage.discovery.natures.guess import guess_natures
from linkage.discovery.natures.rules import CLUES, RULES
from linkage.discovery.people import build_people
from linkage.discovery.situation import ring_labels
from linkage.discovery.tokens import build_tokens
from linkage.kinds import KindTable
from linkage.natures import NATURES
from linkage.records import ACCOUNTS, ATTRIBUTES
from tests.discovery.frames import START, sightings

COUNTRIES = ("DE", "US", "BR", "IN", "JP", "FR", "NG")


def guessed(rows, people, attributes=()):
    """Return nature and reason of each identifier; people are (account, days since, country)."""
    accounts = pl.DataFrame(
        [
            (name, START - timedelta(days=days), None, where, None, None)
            for name, days, where in people
        ],
        schema=ACCOUNTS,
        orient="row",
    )
    frame = sightings(rows)
    tokens = build_tokens(frame, accounts, KindTable())
    nobody = np.full(tokens.size, -1)
    known = build_people(accounts, tokens.accounts, nobody)
    given = pl.DataFrame(attributes, schema=ATTRIBUTES, orient="row")
    guesses = guess_natures(tokens, identifier_facts(tokens, known, frame, given))
    return {
        str(tokens.values[int(token)]): (NATURES[n].name, guesses.reason(place)) if n >= 0 else None
        for place, (token, n) in enumerate(zip(guesses.facts.token, guesses.nature, strict=True))
    }


def crowd(count, country="DE"):
    """Return strangers elsewhere, each with a device, a card and a mail domain of a big service."""
    rows = [
        (f"x{i:04}", kind, value)
        for i in range(count)
        for kind, value in (
            ("device", f"dx{i}"),
            ("payment", f"cx{i}"),
            ("email_domain", "mail.com"),
        )
    ]
    return rows, [(f"x{i:04}", 30 * i % 700, country) for i in range(count)]


def place(count, value="192.0.2.1", *, domain="mail.com", card=None, days=7, countries=("DE",)):
    names = [f"p{i:03}" for i in range(count)]
    rows = [(n, "ip", value) for n in names] + [(n, "device", f"d-{n}") for n in names]
    rows += [(n, "email_domain", domain) for n in names]
    rows += [(n, "payment", card or f"card-{n}") for n in names]
    people = [(n, days * i, countries[i % len(countries)]) for i, n in enumerate(names)]
    others, strangers = crowd(1500)
    return guessed(rows + others, people + strangers)[value]


@pytest.mark.parametrize(
    ("options", "nature", "words"),
    [
        (
            {"count": 40, "domain": "university-9.edu"},
            "campus",
            "100% have mail at university-9.edu",
        ),
        ({"count": 30, "domain": "acme.com", "card": "acme"}, "office", "100% pay with one card"),
        ({"count": 90}, "carrier", "100% come from one country"),
        ({"count": 90, "countries": COUNTRIES}, "vpn", "at most 14% come from one country"),
        ({"count": 4, "card": "family", "days": 90}, "home", "100% pay with one card"),
    ],
)
def test_a_place_is_known_by_its_people(options, nature, words):
    found = place(**options)
    assert found is not None
    assert found[0] == nature
    assert f"{options['count']} accounts" in found[1]
    assert words in found[1]


def test_a_data_centre_is_known_by_its_network():
    rows, people = crowd(50)
    rows += [(f"x{i:04}", "ip", "192.0.2.9") for i in range(8)]
    given = [("ip", "192.0.2.9", "asn", "AS16509")]
    assert guessed(rows, people, given)["192.0.2.9"] == (
        "hosting",
        "8 accounts: its network is that of a data centre",
    )


def test_where_nothing_is_known_nothing_is_said():
    rows = [(f"a{i}", "ip", "192.0.2.1") for i in range(12)]
    assert guessed(rows, [])["192.0.2.1"] is None
    assert guessed(rows[: LEAST - 1], []) == {}


def test_rules_use_known_clues_and_natures():
    natures = {nature.name for nature in NATURES}
    for group, rules in RULES.items():
        assert set(rules) <= natures, group
        assert {clue for points in rules.values() for clue in points} <= set(CLUES)


@pytest.fixture(scope="module")
def described(world):
    return discover(world.sightings, world.accounts, KindTable(), DiscoverySettings())


def test_addresses_of_a_world_get_the_natures_they_have(world, described):
    networks = world.draft.networks
    true = {
        value: networks[network][0]
        for value, network in zip(world.names["ip"], world.draft.value_column("ip"), strict=True)
    }
    wanted = {"mobile": "carrier", "vpn": "vpn", "campus": "campus", "business": "office"}
    rows = described.weights.filter((pl.col("kind") == "ip") & (pl.col("accounts") >= 10))
    right = Counter(
        nature == wanted[true[value]]
        for value, nature in rows.select("value", "nature").iter_rows()
        if true[value] in wanted
    )
    assert right[True] > 10
    assert right[False] <= 0.1 * right[True]


def test_most_of_what_rings_run_on_is_a_farm_and_no_honest_home_is(world, described):
    labels = ring_labels(described, world.accounts["account"].sort())
    assert (labels >= 0).any()
    farms = described.weights.filter(pl.col("nature") == "farm")
    ringed = described.members["account"].implode()
    held = world.sightings.join(farms, on=["kind", "value"], how="semi")
    assert held["account"].is_in(ringed).mean() > 0.8


def test_hubs_have_a_row_with_a_share_and_most_a_reason(described):
    hubs = described.weights.filter("hub").join(described.natures, on=["kind", "value"], how="left")
    assert hubs["in_rings"].null_count() == 0
    assert hubs["nature_reason"].null_count() <= 0.2 * hubs.height
