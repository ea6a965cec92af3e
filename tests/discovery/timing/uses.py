"""Small data of who used what when, and the temporal patterns of groups in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from linkage.discovery.holdings import holdings
from linkage.discovery.profiles import build_profiles
from linkage.discovery.timing import Timing, timing
from linkage.discovery.tokens import build_tokens
from linkage.folding import KEY, fold_events
from linkage.kinds import KindTable
from linkage.records import TIME
from tests.discovery.frames import accounts

BEGIN = datetime(2026, 5, 1, tzinfo=UTC)
Use = tuple[str, str, str, float]
"""Account, kind, value, and the day (and its part) after BEGIN."""


def folded(uses: Sequence[Use]) -> pl.DataFrame:
    """Return the sightings of these uses."""
    events = pl.DataFrame(
        [(*use[:3], BEGIN + timedelta(days=use[3])) for use in uses],
        schema={"account": pl.String, "kind": pl.String, "value": pl.String, "time": TIME},
        orient="row",
    )
    return fold_events(events).sort(KEY)


def group_of(name: str) -> str:
    """Return the letters that a name begins with: accounts of one group share them."""
    return name.rstrip("0123456789")


def timing_of(sightings: pl.DataFrame, groups: Sequence[str]) -> Timing | None:
    """Return the patterns of the groups, in their order."""
    tokens = build_tokens(sightings, accounts([]), KindTable())
    places = {name: place for place, name in enumerate(groups)}
    labels = np.array([places.get(group_of(name), -1) for name in tokens.accounts])
    times = build_profiles(sightings, accounts([]), tokens).times
    held = holdings(tokens, labels)
    return None if times is None else timing(tokens, held, labels, times)


def found(uses: Sequence[Use], *groups: str) -> Timing:
    """Return the patterns of groups in these uses, which have times."""
    result = timing_of(folded(uses), groups)
    assert result is not None
    return result


def crowd(people: int, kind: str = "ip", seed: int = 0) -> list[Use]:
    """Return people who use things of their own, and in fours some common ones, when they like."""
    rng = np.random.default_rng(seed)
    return [
        (f"someone{i:03}", kind, value, float(day))
        for i in range(people)
        for value in (f"own-{i}", f"common-{i // 4}")
        for day in rng.uniform(0, 40, 1 + rng.geometric(0.2))
    ]
