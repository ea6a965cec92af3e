"""One small graph for every store: a ring of three, a bystander, a household, and odd texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import polars as pl

from linkage.records import (
    ACCOUNTS,
    ATTRIBUTES,
    MEMBERS,
    NATURES,
    PENDING,
    SIGHTINGS,
    WEIGHTS,
    Bridge,
    Campaign,
    Chance,
    Contribution,
    Delta,
    Findings,
    LoadMark,
    Place,
    Ring,
    Run,
    Significance,
    TimePattern,
)

T0 = datetime(2026, 4, 22, 10, 15, tzinfo=UTC)
ODD = "dév\"ice \\ 'x'\n\U0001f600 \\N"
"""A value with quotes, a line feed, a backslash and letters beyond the basic plane."""


def at(hours: float) -> datetime:
    """Return the time this many hours after T0."""
    return T0 + timedelta(hours=hours)


def accounts() -> pl.DataFrame:
    rows = [
        ("a1", at(0), "free", "DE", "active", "mail.example"),
        ("a2", at(0.2), "free", "FR", "active", "mail.example"),
        ("a3", at(1), "pro", "DE", "banned", "mail.example"),
        ("b1", at(2), "free", "US", None, "other.example"),
        ("c1", None, None, None, None, None),
    ]
    return pl.DataFrame(rows, schema=ACCOUNTS, orient="row")


def sightings() -> pl.DataFrame:
    rows = [
        ("a1", "device", "d1", at(1), at(5), 3, [493858, 493862]),
        ("a2", "device", "d1", at(2), at(4), 2, [493859]),
        ("a3", "device", "d1", at(3), at(3), 1, [493860]),
        ("a1", "payment", "p1", at(1), at(1), 1, []),
        ("a2", "payment", "p1", at(2), at(2), 1, []),
        ("a1", "ip", "192.0.2.1", at(1), at(9), 7, [493858]),
        ("a2", "ip", "192.0.2.1", at(2), at(9), 5, [493858]),
        ("b1", "ip", "192.0.2.1", at(800), at(900), 4, []),
        ("c1", "ip", "2001:db8::1", None, None, 1, []),
        ("b1", "device", ODD, at(2), at(3), 1, []),
        ("a1", "email_domain", "mail.example", at(0), at(0), 1, []),
        ("a2", "email_domain", "mail.example", at(0), at(0), 1, []),
        ("a1", "template", "t1", at(1), at(2), 9, [493858, 493859]),
        ("a3", "template", "t1", at(1), at(2), 8, []),
        ("b1", "license_plate", "B-X 1", at(1), at(1), 1, []),
    ]
    return pl.DataFrame(rows, schema=SIGHTINGS, orient="row")


def attributes() -> pl.DataFrame:
    rows = [
        ("ip", "192.0.2.1", "network", "192.0.2.0/24"),
        ("ip", "192.0.2.1", "nature", "hosting"),
        ("ip", "2001:db8::1", "network", "2001:db8::/48"),
        ("device", "d1", "client", "Firefox"),
        ("payment", "p1", "brand", "visa"),
        ("payment", "p1", "bin", "411111"),
        ("template", "t1", "skeleton", "Write … about …"),
    ]
    return pl.DataFrame(rows, schema=ATTRIBUTES, orient="row")


def pending() -> pl.DataFrame:
    """Return one prompt of t1 by b1, which is not enough to link it."""
    rows = [("b1", "template", "t1", at(5), at(6), 2, [493862, 493863], [-7])]
    return pl.DataFrame(rows, schema=PENDING, orient="row")


def small_delta(digest: str = "d0") -> Delta:
    """Return the small world as one load."""
    return Delta(
        (LoadMark(digest, "sightings", "small.csv", 15, 0),),
        accounts(),
        sightings(),
        attributes(),
        pl.Series("event", [3, 5, 2**63 + 1], dtype=pl.UInt64),
        ("license_plate",),
        pending(),
    )


def small_findings() -> Findings:
    """Return what a run on the small world might find."""
    members = [("a1", "R-AAAA", 0.99, True), ("a2", "R-AAAA", 0.9, True)]
    members += [("a3", "R-BBBB", 0.8, False)]
    weights = [
        ("device", "d1", 3, 8.5, False, "farm"),
        ("ip", "192.0.2.1", 3, 0.5, True, "vpn"),
        ("payment", "p1", 2, 6.25, False, None),
    ]
    ring = Ring(
        "R-AAAA",
        "C-1",
        2,
        2,
        0.95,
        "ring",
        at(0),
        at(9),
        1.0,
        1,
        (Contribution("shared device", 4.25, 2.0, "Both use d1."),),
        ('they "may" be a household',),
        (),
        (("device", "d1", 2, 8.5),),
        "Its score is high.",
        Significance((Chance("device", 1, 0.25, -1.5),), -1.5, -0.5),
        (Bridge("device", "d1", (1, 1)),),
        (Place("ip", "192.0.2.1", 2, "vpn", "3 accounts", declared=False),),
        (TimePattern("handover", 2, 1.0, 0.1, -3.5, "2 members hand over."),),
    )
    other = Ring("R-BBBB", "C-1", 1, 0, 0.5, "insufficient evidence", None, None, 0.0)
    return Findings(
        Run("run-1", 0, 5, 15, 2, 3, notes=("No phones.",)),
        (ring, other),
        (Campaign("C-1", ("R-AAAA", "R-BBBB"), 3, 0.9, (("device", "d1", 2, 7.5),)),),
        pl.DataFrame(members, schema=MEMBERS, orient="row"),
        pl.DataFrame(weights, schema=WEIGHTS, orient="row"),
        (("ip", "192.0.2.1", 3, "more accounts than its cap"),),
        pl.DataFrame(
            [
                ("device", "d1", "farm", "3 accounts: 100% are in rings", 1.0),
                ("ip", "192.0.2.1", "vpn", "3 accounts: from many countries", 2 / 3),
            ],
            schema=NATURES,
            orient="row",
        ),
        (replace(other, id="U-CCCC", accounts=2, first_seen=at(2)),),
        pl.DataFrame(
            [("c1", "U-CCCC", 0.5, False), ("b1", "U-CCCC", 0.7, True)],
            schema=MEMBERS,
            orient="row",
        ),
    )
