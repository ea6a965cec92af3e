"""Test accounts of a company: like a ring in what they share, unlike one in the days they keep."""

from datetime import timedelta

import numpy as np
import polars as pl

from linkage.config import DiscoverySettings
from linkage.discovery import discover
from linkage.discovery.doubtful import FLOOR
from linkage.kinds import KindTable
from linkage.records import ACCOUNTS, INSUFFICIENT, SIGHTINGS
from tests.discovery.frames import EPOCH_HOUR, START

SERIES, PEOPLE, DAYS = 32, 600, 120


def used(account, kind, value, hours):
    """A link that is active in these hours."""
    return {
        "account": account,
        "kind": kind,
        "value": value,
        "first_seen": START + timedelta(hours=int(hours[0])),
        "last_seen": START + timedelta(hours=int(hours[-1])),
        "count": len(hours),
        "hours": [EPOCH_HOUR + int(hour) for hour in hours],
    }


def at_work(rng, days):
    """Hours at which an account is active on these days, each day in another."""
    return 24 * np.sort(days) + rng.integers(0, 24, len(days))


def world(common_days):
    """People who share nothing, and a series on five devices, eight cards and eight addresses.

    ``common_days``: the series is active on the same twelve days, else each account on its own.
    """
    rng = np.random.default_rng(4)
    some = rng.choice(np.arange(60, DAYS), 12, replace=False)
    links, created = [], {}
    for i in range(PEOPLE):
        name, born = f"person{i}", int(rng.integers(0, DAYS - 10))
        created[name] = born
        hours = at_work(rng, rng.choice(np.arange(born + 1, DAYS), 6, replace=False))
        kinds = ("device", "ip", "payment", "template", "email")
        links.extend(used(name, kind, f"{kind}-{i}", hours) for kind in kinds)
    for i in range(SERIES):
        name, born = f"test{i}", int(rng.integers(0, 60))
        created[name] = born
        own = rng.choice(np.arange(born + 1, DAYS), 12, replace=False)
        hours = at_work(rng, some if common_days else own)
        things = (
            ("device", f"lab-{i % 5}"),
            ("ip", f"office-{i % 8}"),
            ("payment", f"card-{i % 8}"),
            ("template", f"suite-{i % 3}"),
            ("email", f"{name}@mail.example"),
        )
        links.extend(used(name, kind, value, hours) for kind, value in things)
    accounts = pl.DataFrame(
        [
            dict.fromkeys(ACCOUNTS)
            | {"account": name, "created_at": START + timedelta(days=born, hours=9)}
            for name, born in sorted(created.items())
        ],
        schema=ACCOUNTS,
    )
    return pl.DataFrame(links, schema=SIGHTINGS).sort("account", "kind", "value"), accounts


def found_in(sightings, accounts):
    return discover(sightings, accounts, KindTable(), DiscoverySettings())


def test_a_series_for_all_of_which_somebody_works_at_once_is_called_a_ring():
    (ring,) = found_in(*world(common_days=True)).rings
    assert ring.accounts == SERIES


def test_a_series_that_keeps_days_of_its_own_is_held_back_and_shown_with_the_reason():
    found = found_in(*world(common_days=False))
    assert found.rings == ()
    (group,) = found.candidates
    assert group.accounts == SERIES
    assert group.score < FLOOR
    assert group.verdict == INSUFFICIENT
    assert "they keep days of their own" in group.verdict_reason
