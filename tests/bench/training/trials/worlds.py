"""Worlds of test series and rings, from their accounts to folded sightings."""

from __future__ import annotations

import polars as pl

from linkage.records import TIME
from tests.bench.training.luck import Luck
from tests.bench.training.sheet import TrainingWorld, account_table, folded, truth_table

from .accounts import Account
from .events import Events
from .honest import add_honest
from .people import add_person
from .rings import add_rings
from .scene import Scene

RESERVED = {"full": 0.065, "rare": 0.0075, "null": 0.0}
"""About the share of accounts in rings."""


def world(seed: int, accounts: int, difficulty: float, plan: str) -> TrainingWorld:
    """Return a world of so many accounts; ``plan`` is full, rare (few are in rings) or null.

    ``difficulty``, from 0 to 1, is how careful operators are, and how many honest groups look like
    rings. The same arguments give the same world.
    """
    luck = Luck(f"trials {seed}")
    scene = Scene(luck, accounts, difficulty)
    singles = add_honest(scene, int(accounts * (1 - RESERVED[plan])))
    if plan != "null":
        add_rings(scene, singles, rare=plan == "rare")
    while len(scene.accounts) < accounts:
        add_person(scene)
    kept = _without_surplus(luck, scene.accounts, singles, accounts)
    ids = _new_ids(luck, len(kept))
    return TrainingWorld(
        f"trials {plan} {difficulty:g} {seed}",
        _sightings(scene, kept, ids),
        _accounts(scene, kept, ids),
        truth_table(
            ids,
            [f"{a.campaign}/{a.ring}" if a.ring else "" for a in kept],
            [account.kind for account in kept],
        ),
    )


def _without_surplus(
    luck: Luck, accounts: list[Account], singles: list[Account], wanted: int
) -> list[Account]:
    """Leave out some people on their own: groups come whole, so that there may be too many."""
    surplus = min(len(singles), max(0, len(accounts) - wanted))
    left_out = set(luck.sample(singles, surplus))
    return [account for account in accounts if account not in left_out]


def _new_ids(luck: Luck, n: int) -> pl.Series:
    """Return ids that say nothing about the order of accounts."""
    return pl.Series([f"a{number:09x}" for number in luck.sample(range(16**9), n)])


def _times(scene: Scene, seconds: pl.Series) -> pl.Expr:
    """Return times, to the second, of seconds since the window begins."""
    return pl.from_epoch(pl.lit(seconds).cast(pl.Int64) + scene.start, time_unit="s").cast(TIME)


def _sightings(scene: Scene, accounts: list[Account], ids: pl.Series) -> pl.DataFrame:
    """Return the sightings that a loader makes of the events of all accounts."""
    events = Events(scene.luck, scene.length, scene.weekday)
    for number, account in enumerate(accounts):
        events.add_life(number, account)
    times = pl.Series(events.time, dtype=pl.Float64).clip(0, scene.length - 1)
    rows = pl.DataFrame({"kind": events.kind, "value": events.value})
    return folded(
        rows.with_columns(
            ids.gather(events.account).alias("account"), _times(scene, times).alias("time")
        )
    )


def _accounts(scene: Scene, accounts: list[Account], ids: pl.Series) -> pl.DataFrame:
    created = pl.Series([account.created for account in accounts], dtype=pl.Float64)
    known = ids.alias("account").to_frame()
    return account_table(
        known.with_columns(
            _times(scene, created).alias("created_at"),
            pl.Series("country", [account.country.code for account in accounts]),
        )
    )
