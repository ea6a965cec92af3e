"""Making a world: honest people and groups, then rings, then what all were seen with."""

from __future__ import annotations

import polars as pl

from tests.bench.training.luck import Luck
from tests.bench.training.sheet import TrainingWorld, account_table, folded, truth_table

from .accounts import Account
from .crime import add_rings
from .honest import add_honest
from .households import add_single
from .scene import Scene
from .sightings import events_of
from .victims import sell_lines

PLANS = {"full": (0.054, 0.076), "rare": (0.006, 0.0095), "null": (0.0, 0.0)}
"""Shares of accounts in rings, from and to."""


def world(seed: int, accounts: int, difficulty: float, plan: str) -> TrainingWorld:
    """Return a world of so many accounts; ``plan`` is full, rare (few are in rings) or null.

    ``difficulty``, from 0 to 1, is how careful operators are, and how much honest groups look like
    trouble. The same arguments give the same world.
    """
    luck = Luck(f"loans {seed}")
    scene = Scene(luck, accounts, difficulty)
    bad = int(accounts * luck.uniform(*PLANS[plan]))
    add_honest(scene, accounts - bad)
    if bad:
        add_rings(scene, bad, rare=plan == "rare")
        sell_lines(scene)
    while len(scene.accounts) < accounts:
        add_single(scene)
    kept = _without_surplus(scene.accounts, accounts)
    ids = _new_ids(luck, len(kept))
    return TrainingWorld(
        name=f"loans {plan} {difficulty:g} {seed}",
        sightings=folded(events_of(luck, scene.window, kept, ids)),
        accounts=_account_table(kept, ids),
        truth=truth_table(
            ids,
            [f"{a.campaign}/{a.ring}" if a.ring else "" for a in kept],
            [a.kind for a in kept],
        ),
    )


def _without_surplus(accounts: list[Account], wanted: int) -> list[Account]:
    """Leave out the last singles: groups come whole, so that there are some accounts too many."""
    surplus = len(accounts) - wanted
    singles = [account.number for account in accounts if account.kind == "single"]
    left_out = set(singles[len(singles) - min(surplus, len(singles)) :])
    return [account for account in accounts if account.number not in left_out]


def _new_ids(luck: Luck, n: int) -> pl.Series:
    """Return ids that say nothing about the order of accounts."""
    return pl.Series([f"a{number:09x}" for number in luck.sample(range(16**9), n)])


def _account_table(accounts: list[Account], ids: pl.Series) -> pl.DataFrame:
    known = pl.DataFrame(
        {
            "account": ids,
            "created_at": [int(account.created) * 1_000_000 for account in accounts],
            "country": [account.country.code for account in accounts],
        }
    )
    return account_table(known)
