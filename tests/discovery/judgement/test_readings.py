"""Readings other than fraud: each fits the group that it describes, and none fits a ring well."""

from datetime import timedelta

import polars as pl
import pytest

from linkage.config import NatureSettings
from linkage.discovery.hypotheses import READINGS
from linkage.discovery.judgement import judged
from linkage.discovery.natures import Data, exempt
from linkage.discovery.tokens import build_tokens
from linkage.kinds import KindTable
from linkage.records import ACCOUNTS, ATTRIBUTES
from tests.discovery.frames import START, sightings
from tests.discovery.judgement.findings_of import bystanders, findings_of

KINDS = KindTable()
NOBODY = NatureSettings()


def group(count, *, days=9, shared=(), own=("device", "payment", "ip"), pools=()):
    """Return rows and accounts: all have what is shared, one of each own kind, a part of pools."""
    names = [f"g{i:02}" for i in range(count)]
    rows = [(name, kind, f"shared-{kind}") for name in names for kind in shared]
    rows += [(name, kind, f"{kind}-of-{name}") for name in names for kind in own]
    rows += [
        (name, kind, f"pool-{kind}-{i // 4}") for i, name in enumerate(names) for kind in pools
    ]
    return rows, [(name, START - timedelta(days=days * i)) for i, name in enumerate(names)]


def readings(rows, people, settings=NOBODY, hours=()):
    rows = [*rows, *bystanders(200)]
    accounts = pl.DataFrame(
        [(name, time, None, "DE", None, None) for name, time in people],
        schema=ACCOUNTS,
        orient="row",
    )
    frame = sightings(rows, hours)
    gone = exempt(frame, settings, KINDS)
    tokens = build_tokens(gone.sightings, accounts, KINDS)
    findings = findings_of(tokens, {"R-1": [name for name, _ in people]})
    data = Data(frame, accounts, ATTRIBUTES.to_frame(), KINDS, settings)
    (ring,) = judged(findings, tokens, data, gone).rings
    return ring


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"count": 4, "days": 90, "shared": ("ip", "payment"), "own": ("device",)}, "family"),
        (
            {"count": 20, "shared": ("ip", "payment", "email_domain"), "own": ("device",)},
            "company",
        ),
        ({"count": 20, "shared": ("ip", "email_domain"), "own": ("device", "payment")}, "campus"),
        ({"count": 20, "days": 1, "shared": ("template",), "own": ("device", "payment")}, "class"),
        (
            {"count": 20, "days": 1, "shared": ("payment",), "own": ("device", "ip")},
            "reseller or pooled relay",
        ),
        ({"count": 20, "shared": ("template",)}, "shared tool"),
        (
            {"count": 12, "days": 1, "shared": ("email",), "own": (), "pools": ("device", "ip")},
            "one person's accounts",
        ),
        (
            {"count": 6, "days": 30, "shared": ("device", "phone"), "own": (), "pools": ("ip",)},
            "one person's accounts",
        ),
        (
            {
                "count": 30,
                "days": 1,
                "shared": ("email_domain", "template"),
                "own": (),
                "pools": ("device", "ip"),
            },
            "test series",
        ),
    ],
)
def test_a_reading_fits_the_group_that_it_describes(options, name):
    hours = (1, 2) if name == "class" else ()
    best = readings(*group(**options), hours=hours).hypotheses[0]
    assert best.name == name
    assert best.fit > 0.8


def test_no_reading_fits_pools_made_in_a_burst():
    rows, people = group(20, days=0, own=(), pools=("device", "payment", "phone"))
    found = readings(rows, people).hypotheses
    assert {reading.name for reading in found} == set(READINGS)
    assert found[0].fit < 0.4
    assert all(any(reason.startswith("but ") for reason in reading.reasons) for reading in found)


def test_what_is_declared_speaks_for_its_reading():
    rows, people = group(20, days=0, shared=("ip",), own=(), pools=("device", "payment"))
    fits = [
        {h.name: h for h in readings(rows, people, settings).hypotheses}["campus"]
        for settings in (NOBODY, NatureSettings({"shared-ip": "campus"}))
    ]
    assert fits[0].fit < 0.5
    assert fits[1].fit == pytest.approx(0.9)
    assert fits[1].reasons[0] == "100% share one ip declared campus"


def test_a_declared_campus_is_a_reserve_and_counter_evidence():
    rows, people = group(20, days=0, shared=("ip",), own=(), pools=("device", "payment"))
    ring = readings(rows, people, NatureSettings({"shared-ip": "campus"}))
    assert "most members share what was declared to be legitimate" in ring.verdict_reason
    assert any("campus (declared by linkage.toml)" in said for said in ring.counter_evidence)
