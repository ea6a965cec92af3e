"""The worlds on which the score is fitted: dials, habits and gaps in the data drawn at random."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

import numpy as np
import polars as pl

from linkage.simulate import Dials, WorldSettings, simulate
from tests.bench.training import lives, loans, offices, trials
from tests.bench.training.blended_rings import add_blended_rings
from tests.bench.training.celled_rings import add_celled_rings
from tests.bench.training.close_groups import add_close_groups
from tests.bench.training.pooled_rings import add_pooled_rings
from tests.bench.training.sheet import Sheet, TrainingWorld, joined
from tests.bench.training.society import add_society
from tests.bench.training.styled_rings import add_styled_rings

WHOLE = 0.5
"""Share of the worlds whose data hold all kinds."""
KIND_SETS: tuple[frozenset[str], ...] = tuple(
    frozenset(text.split())
    for text in (
        "email email_domain phone payment ip device template",
        "email email_domain phone ip device template",
        "email email_domain payment ip device template",
        "email email_domain payment ip device",
        "ip template",
        "payment device",
        "email email_domain phone ip",
        "payment ip template",
        "device template",
        "ip device template",
        "phone payment ip device",
    )
)
"""Which kinds the data of other sources hold; the first are all kinds."""
MAKES = (add_pooled_rings, add_blended_rings, add_celled_rings, add_styled_rings)
"""Makes of rings in the worlds that are not simulated."""
WAYS = ("handover", "rotation", "shift")
"""Dials that no difficulty sets."""
TIMED = 0.7
"""Share of the worlds on a sheet whose links have spells, counts and hours; others one event."""

CLOSE = 0.75
"""Share of worlds with close groups: what a source's customers are differs."""
ORGANISED = 0.8
"""Share of worlds with organisations of any character."""

OTHERS = 384
"""First seed of the worlds of other makers, who have other thoughts about how people live."""
OTHER_MAKERS = (lives.world, loans.world, offices.world, trials.world)
RUN = 4
"""Worlds of one maker in a row."""
PLANS = {"full": 0.8, "rare": 0.1, "null": 0.1}
"""Shares of the worlds of other makers with a usual share of rings, with few, and with none."""
OTHERS_WHOLE = 0.65
"""Share of their worlds whose data hold all kinds."""


def training_worlds(seeds: range) -> Iterator[TrainingWorld]:
    """Yield the worlds of these seeds: a third simulated, the others of one of the MAKES.

    From seed OTHERS on they are of other makers.
    """
    for seed in seeds:
        if seed >= OTHERS:
            yield _of_another_maker(seed)
            continue
        rng = np.random.default_rng([seed, 77])
        whole = rng.random() < WHOLE
        kinds = KIND_SETS[0 if whole else int(rng.integers(len(KIND_SETS)))]
        times, signups = bool(rng.random() < 0.7), bool(rng.random() < 0.7)
        rings = 0 if seed % 7 == 6 else int(rng.integers(6, 40))
        rare = seed % 8 in {3, 4}
        if seed % 3 == 0:
            yield _simulated(seed, rng, kinds, times, signups, rings > 0, rare)
            continue
        luck = np.random.default_rng([seed, 79])
        sheet = Sheet(rng, luck if luck.random() < TIMED else None)
        people = int(rng.integers(60_000, 110_000) if rare else rng.integers(6_000, 25_000))
        add_society(sheet, people, organised=luck.random() < ORGANISED)
        if rng.random() < CLOSE:
            add_close_groups(sheet, people)
        add = MAKES[seed // 2 % len(MAKES)]
        add(sheet, rings, min(500, people // 40))
        yield sheet.finish(f"{add.__name__[4:]} {seed}", kinds, times, signups)


def _of_another_maker(seed: int) -> TrainingWorld:
    """Return a world of one of the OTHER_MAKERS, with some of its kinds of data."""
    rng = np.random.default_rng([seed, 83])
    make = OTHER_MAKERS[(seed - OTHERS) // RUN % len(OTHER_MAKERS)]
    plan = str(rng.choice(list(PLANS), p=list(PLANS.values())))
    world = make(seed, int(rng.integers(14_000, 28_000)), float(rng.uniform(0, 1)), plan)
    if rng.random() < OTHERS_WHOLE:
        return world
    kinds = KIND_SETS[int(rng.integers(1, len(KIND_SETS)))]
    return replace(world, sightings=world.sightings.filter(pl.col("kind").is_in(sorted(kinds))))


def _simulated(
    seed: int,
    rng: np.random.Generator,
    kinds: frozenset[str],
    times: bool,
    signups: bool,
    rings: bool,
    rare: bool,
) -> TrainingWorld:
    """Return a simulated world, each dial from a difficulty of its own."""
    middle = rng.uniform(0, 1)
    dials = tuple(
        (f.name, getattr(Dials.at(float(np.clip(middle + rng.normal(0, 0.25), 0, 1))), f.name))
        for f in fields(Dials)
        if f.name not in WAYS
    )
    luck = np.random.default_rng([seed, 79])
    dials += tuple((name, float(luck.uniform(0, 0.8))) for name in WAYS)
    world = simulate(
        WorldSettings(
            accounts=int(rng.integers(60_000, 110_000) if rare else rng.integers(8_000, 22_000)),
            campaign=400,
            campaign_shards=4,
            second_campaign=120,
            second_shards=2,
            small_rings=20,
            small_sizes=(5, 100),
            conversations=800_000 if rare else 120_000,
            dials=dials,
            contamination=float(rng.uniform(0, 3)),
            seed=seed,
            rings=rings,
        )
    )
    result = TrainingWorld(
        f"simulated {seed}",
        world.sightings,
        world.accounts,
        world.truth.select("account", "cluster", "kind"),
    )
    sheet = Sheet(rng, luck)
    if luck.random() < ORGANISED:
        add_society(sheet, world.accounts.height // 3, organised=True)
    if rng.random() < CLOSE:
        add_close_groups(sheet, world.accounts.height)
    if sheet.size:
        result = joined(result, sheet.finish("", kinds, times, signups))
    sightings = result.sightings.filter(pl.col("kind").is_in(sorted(kinds)))
    if not times:
        sightings = sightings.with_columns(
            pl.lit(None).cast(sightings.schema[n]).alias(n) for n in ("first_seen", "last_seen")
        ).with_columns(pl.col("hours").list.head(0))
    accounts = result.accounts
    if not signups:
        accounts = accounts.with_columns(
            pl.lit(None).cast(accounts.schema["created_at"]).alias("created_at")
        )
    return replace(result, sightings=sightings, accounts=accounts)
