"""Worlds of lives: honest people and rings, from their accounts to folded sightings."""

from __future__ import annotations

import numpy as np
import polars as pl

from linkage.records import TIME
from tests.bench.training.luck import Luck
from tests.bench.training.sheet import TrainingWorld, account_table, folded, truth_table

from .accounts import Account
from .events import Events
from .fraud import fraud_accounts, schemes
from .honest import honest_accounts
from .hours import START
from .society import Society

GROUPS_WITHOUT_RINGS = 1.35
"""How much more honest people live in groups where there are no rings: the hardest world."""


def world(seed: int, accounts: int, difficulty: float, plan: str) -> TrainingWorld:
    """Return a world of so many accounts; the same arguments give the same world.

    ``difficulty`` (0 to 1) is the discipline of the operators, ``plan`` how many rings they run:
    all of them (``full``), a few small ones (``rare``) or none (``null``).
    """
    luck = Luck(seed)
    society = Society(luck, accounts)
    planned = schemes(luck, plan, accounts)
    people = accounts - sum(scheme.accounts for scheme in planned)
    groups = GROUPS_WITHOUT_RINGS if plan == "null" else 1.0
    honest = honest_accounts(society, people, groups)
    everyone = honest + fraud_accounts(society, honest, planned, difficulty)
    order = np.random.default_rng(seed).permutation(len(everyone))
    ids = pl.Series("account", [f"a{number:06d}" for number in order])
    return TrainingWorld(
        f"lives {plan} {seed}",
        _sightings(luck, everyone, ids),
        _accounts(everyone, ids),
        truth_table(
            ids,
            [f"{a.campaign}/{a.ring}" if a.ring else "" for a in everyone],
            [account.kind for account in everyone],
        ),
    )


def _times(seconds: list[float]) -> pl.Expr:
    """Return times, to the second, of seconds since the beginning."""
    whole = pl.lit(pl.Series(seconds, dtype=pl.Float64)).floor().cast(pl.Int64)
    return pl.from_epoch(whole + START, time_unit="s").cast(TIME)


def _sightings(luck: Luck, everyone: list[Account], ids: pl.Series) -> pl.DataFrame:
    """Return the sightings that a loader makes of the events of all accounts."""
    events = Events(luck)
    for number, account in enumerate(everyone):
        events.add_life(number, account)
    rows = pl.DataFrame({"kind": events.kind, "value": events.value})
    return folded(
        rows.with_columns(
            ids.gather(events.account).alias("account"), _times(events.time).alias("time")
        )
    )


def _accounts(everyone: list[Account], ids: pl.Series) -> pl.DataFrame:
    known = ids.to_frame().with_columns(
        _times([account.created for account in everyone]).alias("created_at"),
        pl.Series("country", [account.country.code for account in everyone]),
    )
    return account_table(known)
