"""Making a world: honest people and groups, then rings, then what all were seen with."""

from __future__ import annotations

import polars as pl

from tests.bench.training.luck import Luck
from tests.bench.training.sheet import TrainingWorld, account_table, folded, truth_table

from .accounts import Account
from .buyers import ACCOUNTS_PER_KNOWN
from .honest import add_honest
from .private import add_stranger
from .record import Record
from .rings import add_rings, ring_sizes
from .scene import Scene
from .slips import slip_late

PLANS = {"full": (0.053, 0.077), "rare": (0.0055, 0.0095), "null": (0.0, 0.0)}
"""Shares of accounts in rings, from and to."""
SPARE = 30
"""Accounts that are kept free for strangers, beside those for buyers."""


def world(seed: int, accounts: int, difficulty: float, plan: str) -> TrainingWorld:
    """Return a world of so many accounts; ``plan`` is full, rare (few are in rings) or null.

    ``difficulty``, from 0 to 1, is how careful operators are, and how many honest groups look like
    trouble. The same arguments give the same world.
    """
    luck = Luck(f"offices {seed}")
    scene = Scene(luck, accounts, difficulty)
    wanted = int(accounts * luck.uniform(*PLANS[plan]))
    sizes = ring_sizes(scene, wanted, rare=plan == "rare") if wanted else []
    add_honest(scene, accounts - sum(sizes) - SPARE - accounts // ACCOUNTS_PER_KNOWN)
    rings = add_rings(scene, sizes, rare=plan == "rare")
    while len(scene.accounts) < accounts:
        add_stranger(scene)
    record = Record(luck, scene.window)
    for account in scene.accounts:
        record.add_life(account)
    slip_late(scene, rings, record)
    ids = _new_ids(luck, accounts)
    return TrainingWorld(
        name=f"offices {plan} {difficulty:g} {seed}",
        sightings=folded(record.events(ids)),
        accounts=_account_table(scene.accounts, ids),
        truth=truth_table(
            ids,
            [f"{a.campaign}/{a.ring}" if a.ring else "" for a in scene.accounts],
            [a.kind for a in scene.accounts],
        ),
    )


def _new_ids(luck: Luck, n: int) -> pl.Series:
    """Return ids that say nothing about the order of accounts."""
    return pl.Series([f"a{number:09x}" for number in luck.sample(range(16**9), n)])


def _account_table(accounts: list[Account], ids: pl.Series) -> pl.DataFrame:
    known = pl.DataFrame(
        {
            "account": ids,
            "created_at": [account.created * 1_000_000 for account in accounts],
            "country": [account.country.code for account in accounts],
        }
    )
    return account_table(known)
