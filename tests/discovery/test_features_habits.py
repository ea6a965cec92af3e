"""Features of groups: how members use their accounts, beside what accounts usually do."""

import numpy as np
import polars as pl
import pytest

from linkage.discovery.features import FEATURES, feature_matrix
from linkage.discovery.features.facts import gather_facts
from linkage.discovery.features.habits import (
    at_weekends,
    last_seen_together,
    often_active,
    time_in_use,
)
from linkage.discovery.profiles import build_profiles
from linkage.discovery.tokens import build_tokens
from linkage.kinds import KindTable
from linkage.records import ACCOUNTS, SIGHTINGS

MONDAY = 19_723
"""Day since 1970 of Monday 2024-01-01."""
DAY = 86_400_000_000


def facts_of(active, made=MONDAY):
    """Facts of the accounts named ``ring…``, from the days on which each account is active."""
    rows = [
        {
            "account": account,
            "kind": "device",
            "value": "phone" if account.startswith("ring") else account,
            "first_seen": min(days) * DAY,
            "last_seen": max(days) * DAY,
            "count": len(days),
            "hours": [day * 24 + 9 for day in days],
        }
        for account, days in active.items()
    ]
    integers = {"first_seen": pl.Int64(), "last_seen": pl.Int64()}
    sightings = pl.DataFrame(rows, schema={**SIGHTINGS, **integers}).cast(dict(SIGHTINGS))
    accounts = pl.DataFrame(
        {"account": list(active), "created_at": [made * DAY] * len(active)},
        schema={"account": pl.String(), "created_at": pl.Int64()},
    )
    missing = [pl.lit(None, ACCOUNTS[name]).alias(name) for name in list(ACCOUNTS)[2:]]
    accounts = accounts.with_columns(*missing).cast(dict(ACCOUNTS))
    tokens = build_tokens(sightings, accounts, KindTable())
    labels = np.where(tokens.accounts.str.starts_with("ring").to_numpy(), 0, -1)
    profiles = build_profiles(sightings, accounts, tokens)
    return gather_facts(tokens, np.full(tokens.count, 9.0), profiles, labels)


def world(ring, others):
    """Four accounts of a ring and twenty others, each active on these days after the first."""
    return {f"ring{i}": [MONDAY + d for d in ring] for i in range(4)} | {
        f"zoe{i:02}": [MONDAY + d for d in others] for i in range(20)
    }


WORKDAYS = [d for d in range(1, 32) if d % 7 < 5]
DAILY = list(range(1, 32))


def test_who_rests_at_weekends_is_told_from_who_does_not():
    restless = at_weekends(facts_of(world(DAILY, WORKDAYS)))
    rested = at_weekends(facts_of(world(WORKDAYS, DAILY)))
    assert restless[0] > 0.1
    assert rested[0] < -0.1


def test_a_weekend_of_few_days_says_little():
    saturday = at_weekends(facts_of(world([5], WORKDAYS)))
    assert 0 < saturday[0] < at_weekends(facts_of(world(DAILY, WORKDAYS)))[0] + 0.1


def test_twice_as_many_days_as_others_are_a_bit():
    busy = often_active(facts_of(world(DAILY[::2], DAILY[::4])))
    idle = often_active(facts_of(world(DAILY[::4], DAILY[::2])))
    assert busy[0] == pytest.approx(0.83, abs=0.1)
    assert idle[0] == pytest.approx(-0.83, abs=0.1)


def test_accounts_that_end_on_one_day_end_together():
    staggered = {f"zoe{i:02}": [MONDAY + 1, MONDAY + 10 + i] for i in range(20)}
    banned = {f"ring{i}": [MONDAY + 1, MONDAY + 20] for i in range(4)}
    drifting = {f"ring{i}": [MONDAY + 1, MONDAY + 10 + 6 * i] for i in range(4)}
    assert last_seen_together(facts_of(staggered | banned))[0] > 2
    assert last_seen_together(facts_of(staggered | drifting))[0] < 0.1


def test_time_in_use_is_beside_what_is_usual():
    longer = time_in_use(facts_of(world([1, 31], [1, 15])))
    assert longer[0] == pytest.approx((5 - 4) * 20 / 24, abs=0.01)


def test_habits_are_unknown_where_the_data_carry_no_times():
    facts = facts_of(world(DAILY, WORKDAYS))
    sightings = pl.DataFrame(
        [{"account": name, "kind": "device", "value": "phone"} for name in facts.tokens.accounts]
    )
    empty = [pl.lit(None, SIGHTINGS[n]).alias(n) for n in ("first_seen", "last_seen", "count")]
    hours = pl.lit([], SIGHTINGS["hours"]).alias("hours")
    timeless = sightings.with_columns(*empty, hours).select(list(SIGHTINGS))
    accounts = ACCOUNTS.to_frame()
    tokens = build_tokens(timeless, accounts, KindTable())
    profiles = build_profiles(timeless, accounts, tokens)
    labels = np.zeros(tokens.size, dtype=np.int64)
    matrix = feature_matrix(gather_facts(tokens, np.ones(tokens.count), profiles, labels))
    habits = (at_weekends, often_active, last_seen_together, time_in_use)
    assert np.isnan(matrix[:, [FEATURES.index(habit) for habit in habits]]).all()
