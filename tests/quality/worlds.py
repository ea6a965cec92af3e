"""The worlds that quality is measured on, made from seeds that nothing was tuned on.

Seeds 9100 to 9199 are reserved for this benchmark. No parameter, coefficient or threshold of
`linkage` may be chosen on a world made from one of them; a test looks for them in the tree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from linkage.folding import KEY
from linkage.records import SIGHTINGS
from linkage.simulate import WorldSettings, null_world, rewired, simulate

RESERVED = range(9100, 9200)
DIFFICULTIES = (0.0, 0.25, 0.5, 0.75, 1.0)
SEEDS_EACH = 3
NULLS_EACH = 10
"""Worlds of a sort in which nothing must be found: a million accounts tell one in 100,000."""

SIZES: dict[str, WorldSettings] = {
    "small": WorldSettings(
        accounts=20_000,
        campaign=1_200,
        campaign_shards=8,
        second_campaign=300,
        second_shards=3,
        small_sizes=(5, 100),
        conversations=200_000,
    ),
    "full": WorldSettings(
        accounts=120_000,
        campaign=6_000,
        campaign_shards=20,
        second_campaign=1_000,
        second_shards=5,
        conversations=1_200_000,
    ),
    "half": WorldSettings(),
}
"""Every size has one campaign, a second one, and 40 small rings; ``half`` is 532,000 accounts."""

COST_ACCOUNTS: dict[str, tuple[int, ...]] = {
    "small": (10_000, 20_000, 40_000, 80_000),
    "full": (65_000, 130_000, 260_000, 520_000),
    "half": (65_000, 130_000, 260_000, 520_000),
}
"""Sizes of the worlds on which the growth of the cost is measured."""
BUSY_SHARE = 100_000 / 520_000
"""Share of the accounts that stand on one address in those worlds: 100,000 in the largest."""


@dataclass(frozen=True, slots=True)
class Case:
    """One world of the benchmark: its name, what it is made of, and what is done to it."""

    name: str
    settings: WorldSettings
    change: str = ""
    """Empty, ``null`` (honest accounts only), ``rewired`` or ``busy`` (one crowded address)."""

    @property
    def difficulty(self) -> float:
        """Difficulty of the rings."""
        return self.settings.difficulty


def ring_cases(size: str) -> list[Case]:
    """Return three worlds for each difficulty, every one with a seed of its own.

    The first world of each difficulty comes first, so that a run that is stopped saw them all.
    """
    return [
        Case(f"d{difficulty:.2f}-{seed}", replace(SIZES[size], difficulty=difficulty, seed=seed))
        for turn in range(SEEDS_EACH)
        for step, difficulty in enumerate(DIFFICULTIES)
        for seed in (RESERVED.start + SEEDS_EACH * step + turn,)
    ]


def null_cases(size: str) -> list[Case]:
    """Return worlds in which nothing must be found, NULLS_EACH of each sort."""
    base = SIZES[size]
    sorts = (("none", "null", 1.0, 30), ("rewired", "rewired", 1.0, 40), ("noise", "null", 2.0, 50))
    return [
        Case(
            f"{name}-{RESERVED.start + first + i}",
            replace(base, contamination=noise, seed=RESERVED.start + first + i),
            change,
        )
        for name, change, noise, first in sorts
        for i in range(NULLS_EACH)
    ]


def cost_cases(size: str) -> list[Case]:
    """Return worlds of four sizes and one make, with one address that a fifth of them used."""
    half = SIZES["half"]
    cases = []
    for i, accounts in enumerate(COST_ACCOUNTS[size]):
        scale = accounts / half.accounts
        settings = replace(
            half,
            accounts=accounts,
            campaign=round(half.campaign * scale),
            campaign_shards=max(2, round(half.campaign_shards * scale)),
            second_campaign=round(half.second_campaign * scale),
            second_shards=2,
            small_rings=max(2, round(half.small_rings * scale)),
            conversations=round(half.conversations * scale),
            seed=RESERVED.start + 60 + i,
        )
        cases.append(Case(f"cost-{accounts}", settings, "busy"))
    return cases


@dataclass(frozen=True, slots=True)
class Data:
    """A world as methods see it (``sightings``, ``accounts``), and the truth for the judge."""

    sightings: pl.DataFrame
    accounts: pl.DataFrame
    truth: pl.DataFrame


def make(case: Case, folder: Path) -> dict[str, int]:
    """Write the frames of a case to a folder; return how large it is."""
    data = build(case)
    folder.mkdir(parents=True, exist_ok=True)
    for name in Data.__slots__:
        getattr(data, name).write_parquet(folder / f"{name}.parquet", compression="lz4")
    return {"accounts": data.accounts.height, "links": data.sightings.height}


def build(case: Case) -> Data:
    """Return the frames of a case."""
    null = case.change in {"null", "rewired"}
    world = null_world(case.settings) if case.change == "null" else simulate(case.settings)
    sightings, truth = world.sightings, world.truth
    if case.change == "rewired":
        sightings = rewired(sightings, case.settings.seed)
    if case.change == "busy":
        sightings = _crowded(sightings, world.accounts["account"], case.settings.seed)
    if null:  # Whoever is flagged is flagged wrongly: the rings are gone or were shuffled away.
        nothing = pl.lit(None, pl.String)
        truth = truth.with_columns(status=pl.lit("single"), cluster=nothing, campaign=nothing)
    return Data(sightings, world.accounts, truth)


def read(folder: Path) -> Data:
    """Read the frames of a case."""
    return Data(*(pl.read_parquet(folder / f"{name}.parquet") for name in Data.__slots__))


def _crowded(sightings: pl.DataFrame, accounts: pl.Series, seed: int) -> pl.DataFrame:
    """Add one address that a fifth of the accounts used, at the times of their first sighting."""
    rng = np.random.default_rng([seed, 1])
    chosen = rng.choice(len(accounts), round(BUSY_SHARE * len(accounts)), replace=False)
    rows = (
        sightings.filter(pl.col("account").is_in(accounts.gather(np.sort(chosen)).to_list()))
        .unique("account", keep="first", maintain_order=True)
        .with_columns(
            kind=pl.lit("ip"),
            value=pl.lit("192.0.2.1"),
            last_seen=pl.col("first_seen"),
            count=pl.lit(1, pl.Int64),
            hours=pl.col("hours").list.head(1),
        )
    )
    return pl.concat([sightings, rows.select(SIGHTINGS.names())]).sort(KEY)
