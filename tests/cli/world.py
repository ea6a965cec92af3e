"""A small graph with one ring of three accounts, hostile values included."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import polars as pl

from linkage.records import (
    ACCOUNTS,
    ATTRIBUTES,
    MEMBERS,
    NATURES,
    SIGHTINGS,
    WEIGHTS,
    Bridge,
    Campaign,
    Chance,
    Contribution,
    Delta,
    Findings,
    Hypothesis,
    LoadMark,
    Place,
    Ring,
    Run,
    Significance,
    TimePattern,
)

START = datetime(2026, 4, 22, 3, 0, tzinfo=UTC)
HOSTILE = '\x1b[2J\u202e[red]=cmd|"'
"""A device name that would clear the screen, turn the line around and be a formula."""

SHARED = (
    ("device", HOSTILE),
    ("email", "operator@mail.example"),
    ("phone", "+12025550189"),
    ("ip", "192.0.2.7"),
)
LINKS = (("device", HOSTILE, 2, 7.5), ("email", "operator@mail.example", 2, 6.0))
RING = Ring(
    id="R-7F3K2",
    campaign="C-1",
    accounts=3,
    core=2,
    score=2**8 / (2**8 + 1),
    verdict="ring",
    first_seen=START,
    last_seen=START + timedelta(days=40),
    burst=0.61,
    shards=2,
    contributions=(
        Contribution("start", -6.0, meaning="Before anything is known, few groups are rings."),
        Contribution("shared devices", 16.0, meaning="One device serves three accounts."),
        Contribution("private devices", -2.0, meaning="One account also uses its own."),
    ),
    counter_evidence=("One account has paid with a card of its own.",),
    hypotheses=(Hypothesis("company", 0.12, ("no corporate mail domain",)),),
    top_identifiers=(("device", HOSTILE, 3, 9.3), ("email", "operator@mail.example", 3, 8.1)),
    verdict_reason="Its score is 99% or more.",
    significance=Significance((Chance("device", 2, 0.1, -12.5),), -12.5, -3.0),
    bridges=(Bridge("email", "operator@mail.example", (2, 1)),),
    places=(Place("ip", "192.0.2.7", 3, "office", "90% pay with one card", declared=False),),
    timing=(TimePattern("shift", 3, 3.0, 0.2, -4.0, "On 2026-05-01 3 members began something."),),
)


def delta():
    """Return four accounts; the first three share everything in SHARED, all share one IP."""
    names = [f"acc_{n}" for n in range(4)]
    sightings = [
        (name, kind, value, START, START, 2, [])
        for name in names
        for kind, value in SHARED
        if name != "acc_3" or kind == "ip"
    ]
    return Delta(
        marks=(LoadMark("ab" * 32, "signups", "signups.csv", 4, 1),),
        accounts=pl.DataFrame(
            [(name, START, "free", "US", None, "mail.example") for name in names],
            schema=ACCOUNTS,
            orient="row",
        ),
        sightings=pl.DataFrame(sightings, schema=SIGHTINGS, orient="row"),
        attributes=pl.DataFrame(schema=ATTRIBUTES),
    )


def findings():
    """Return the one ring, found by a run that saw the whole delta."""
    weights = [
        ("device", HOSTILE, 3, 9.3, False, None),
        ("email", "operator@mail.example", 3, 8.1, False, None),
        ("phone", "+12025550189", 3, 7.0, False, None),
        ("ip", "192.0.2.7", 4, 1.0, True, "office"),
    ]
    members = [("acc_0", RING.id, 0.99, True), ("acc_1", RING.id, 0.97, True)]
    return Findings(
        run=Run("run-1", 0, 4, 13, 1, 3, notes=("There are no prompt templates.",)),
        rings=(RING,),
        campaigns=(Campaign("C-1", (RING.id,), 3, 0.99, LINKS),),
        members=pl.DataFrame(
            [*members, ("acc_2", RING.id, 0.8, False)], schema=MEMBERS, orient="row"
        ),
        weights=pl.DataFrame(weights, schema=WEIGHTS, orient="row"),
        hubs=(("ip", "192.0.2.7", 4, "everybody uses it"),),
        natures=pl.DataFrame(
            [
                ("email", "operator@mail.example", "farm", "3 accounts: 100% are in rings", 1.0),
                ("ip", "192.0.2.7", "office", "4 accounts: 90% pay with one card", 0.75),
            ],
            schema=NATURES,
            orient="row",
        ),
        candidates=(
            replace(
                RING,
                id="U-9QX1Z",
                campaign=None,
                accounts=1,
                core=0,
                score=0.7,
                verdict="insufficient evidence",
                verdict_reason="Not flagged: its score is below 99%.",
            ),
        ),
        candidate_members=pl.DataFrame(
            [("acc_3", "U-9QX1Z", 0.6, False)], schema=MEMBERS, orient="row"
        ),
    )
