"""Fit the score of rings anew: ``python -m tests.bench.fit_score``.

Groups of accounts are taken from worlds of three makes whose every dial, habit and gap in the data
is drawn at random, and in some of which rings are rare (tests/bench/training). First the model of
candidates is fitted, on clusters of pairs, on communities, and on rings grown from the bad, the
good and all of them. Then the model of rings, on what grows from the candidates that the first
model takes for seeds, and from many that it should not. Data of few kinds have models of their own.
All are logistic in monotone curves, with signs fixed by what a feature means, bounded, and with a
ridge towards what an expert would give; bits are written down. Every fourth world is held out: the
report at the end is about them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from linkage.config import DiscoverySettings
from linkage.discovery.base_rate import SMALL
from linkage.discovery.belief import Traits, account_traits
from linkage.discovery.corroboration import token_bits
from linkage.discovery.features import FEATURES, feature_matrix, gather_facts
from linkage.discovery.growth import grow
from linkage.discovery.profiles import UNKNOWN, Profiles, build_profiles
from linkage.discovery.rings import find_rings
from linkage.discovery.scoring import Curve, ScoreModel, data_of, probability
from linkage.discovery.seeds import LEAST, SURE, candidates
from linkage.discovery.tokens import Floats, Longs, Tokens, build_tokens
from linkage.kinds import KindTable
from tests.bench.training.domain import training_worlds
from tests.bench.training.sheet import TrainingWorld

TARGET = Path(__file__).parents[2] / "linkage" / "discovery" / "coefficients.json"
HELD_OUT = 4
"""Every so manieth world is held out."""
LOG2 = float(np.log(2))
RIDGES = {
    "rich": {"candidates": 100.0, "rings": 60.0},
    "poor": {"candidates": 30.0, "rings": 15.0},
}
"""Weights of the expert's curves: the more kinds there are, the more curves there are to fit."""
WEAK_SEEDS = (0.2, 0.08)
"""Scores of candidates from which more groups are grown, to learn what is no ring."""

UNSURE = 0.8
"""Belief in seeds that are tried out: below what a sure seed has (growth.SURE)."""
WRONG = {"candidates": 1.0, "rings": 2.0}
"""What a wrong group costs against a missed one: a wrong candidate is seen to later."""


@dataclass(frozen=True)
class Shape:
    """What is fixed of a curve beforehand: its points, its slope's sign, and what is expected.

    ``expected`` is the rise, in nats, from the first point to the last. The curve is 0 at ``zero``,
    unless it may start ``below`` 0: where the kind is in the data, and still nothing is shared.
    ``largest`` bounds, in nats, the step from one point to the next.
    """

    at: tuple[float, ...]
    expected: float
    below: float = 0.0
    zero: float = 0.0
    largest: float = 2.5


_SHARE = (0.0, 0.1, 0.3, 0.6, 1.0)
_COMMON = (0.0, 0.25, 0.5, 0.75, 1.0)
_NO_OWN = (-0.4, 0.0, 0.2, 0.6, 1.2, 2.0)
SHAPES: dict[str, Shape] = {
    "size": Shape((0.0, 1.0, 2.0, 4.0), 0.3),
    "shared_content": Shape(_SHARE, 2.5, below=-1.0),
    "scripts_of_few": Shape(_SHARE, 1.0),
    "scripts_on_devices": Shape(_SHARE, 1.0),
    "scripts_on_cards": Shape(_SHARE, 0.5),
    "scripts_in_step": Shape(_SHARE, 0.5),
    "nothing_of_their_own": Shape(_SHARE, 0.5),
    "made_together": Shape((0.0, 0.5, 1.0, 2.0, 4.0), 1.0),
    "shared_devices": Shape(_SHARE, 1.5, below=-0.5),
    "shared_payment": Shape(_SHARE, 1.0, below=-0.5),
    "shared_contact": Shape(_SHARE, 1.0),
    "shared_network": Shape(_SHARE, 1.0, below=-0.5),
    "several_kinds": Shape((0.0, 0.5, 1.0, 2.0, 3.0), 2.5),
    "several_pools": Shape((0.0, 0.25, 1.0, 2.0, 3.0), 2.5),
    "pooled_addresses": Shape((0.0, 1.0, 2.0, 3.5, 5.0), 0.7),
    "pooled_cards": Shape((0.0, 1.0, 2.0, 3.5, 5.0), 0.7),
    "lockstep": Shape(_SHARE, 0.5),
    "one_address": Shape(_COMMON, -2.0),
    "one_card": Shape(_COMMON, -2.0),
    "one_device": Shape(_COMMON, -1.5),
    "crowded_device": Shape((0.0, 0.5, 1.0, 2.0), 1.0),
    "one_domain": Shape(_COMMON, -3.0),
    "spread": Shape((0.0, 0.5, 1.5, 3.0), 2.0),
    "no_own_devices": Shape(_NO_OWN, 2.0),
    "no_own_cards": Shape(_NO_OWN, 1.5),
    "no_own_prompts": Shape(_NO_OWN, 1.0, largest=1.0),
    "no_own_addresses": Shape(_NO_OWN, 1.0, largest=1.0),
    "burst": Shape((0.0, 1.0, 2.0, 4.0, 6.0), 1.5),
    "handover": Shape(_SHARE, 0.5, largest=0.5),
    "rotation": Shape(_SHARE, 0.5, largest=0.5),
    "day_lockstep": Shape(_SHARE, 0.5, largest=0.5),
    "shift": Shape(_SHARE, 0.5, largest=0.5),
}
"""What an expert would give; the signs are binding."""


@dataclass(frozen=True)
class Prepared:
    """A world after the steps before the score."""

    tokens: Tokens
    bits: Floats
    profiles: Profiles
    traits: Traits
    partitions: list[Longs]
    bad: np.ndarray

    def purity(self, labels: Longs) -> Floats:
        """Return (groups,) the share of bad accounts."""
        inside = labels >= 0
        return np.bincount(labels[inside], self.bad[inside]) / np.bincount(labels[inside])

    def matrix(self, labels: Longs) -> Floats:
        """Return the features of the groups."""
        return feature_matrix(gather_facts(self.tokens, self.bits, self.profiles, labels))

    def grown(self, seeds: Floats) -> Longs:
        """Return the rings that grow from seeds."""
        inside = grow(self.tokens, self.bits, seeds, self.traits).inside
        return find_rings(self.tokens, self.bits, inside, 4, 0)


@dataclass(frozen=True)
class Groups:
    """Features (groups, features), share of bad accounts (groups,), accounts (groups,)."""

    matrix: Floats
    share: Floats
    sizes: Floats

    @classmethod
    def joined(cls, parts: list[Groups]) -> Groups:
        """Return all groups as one."""
        return cls(*(np.concatenate([getattr(p, n) for p in parts]) for n in cls.__annotations__))


def prepare(world: TrainingWorld) -> Prepared:
    """Run the steps before the score."""
    settings = DiscoverySettings()
    tokens = build_tokens(world.sightings, world.accounts, KindTable())
    bits = token_bits(tokens, settings.seed)
    profiles = build_profiles(world.sightings, world.accounts, tokens)
    truth = dict(world.truth.select("account", "cluster").iter_rows())
    return Prepared(
        tokens,
        bits,
        profiles,
        account_traits(tokens, profiles.created, int(UNKNOWN)),
        list(candidates(tokens, bits, settings)),
        np.array([truth[name] != "" for name in tokens.accounts]),
    )


def groups_of(world: Prepared, partitions: list[Longs]) -> Iterator[Groups]:
    """Yield the groups of partitions that have any."""
    for labels in partitions:
        if labels.max(initial=-1) >= 0:
            sizes = np.bincount(labels[labels >= 0]).astype(np.float64)
            yield Groups(world.matrix(labels), world.purity(labels), sizes)


def first_groups(world: Prepared) -> list[Groups]:
    """Return the candidates, and rings grown from the bad, the good, and all of them."""
    good, bad = np.zeros(world.tokens.size), np.zeros(world.tokens.size)
    for labels in world.partitions:
        if labels.max(initial=-1) >= 0:
            purity = world.purity(labels)
            bad = np.maximum(bad, np.append(UNSURE * (purity > 0.5), 0.0)[labels])
            good = np.maximum(good, np.append(UNSURE * (purity < 0.1), 0.0)[labels])
    rings = [world.grown(seeds) for seeds in (bad, good, np.maximum(good, bad)) if seeds.any()]
    return list(groups_of(world, [*world.partitions, *rings]))


def second_groups(world: Prepared, model: ScoreModel) -> list[Groups]:
    """Return the rings that grow from what the model of candidates takes for seeds, or nearly."""
    scores = [(p, probability(model.log_odds(world.matrix(p)))) for p in world.partitions]
    found = []
    for least in (None, *WEAK_SEEDS):
        belief = np.zeros(world.tokens.size)
        for labels, score in scores:
            soft = np.where(score >= LEAST, np.minimum(score / SURE, 1.0), 0.0)
            worth = soft if least is None else UNSURE * (score >= least)
            belief = np.maximum(belief, np.append(worth, 0.0)[labels])
        if belief.any():
            found.append(world.grown(belief))
    return list(groups_of(world, found))


@dataclass(frozen=True)
class Design:
    """The columns of all curves: ``names``, ``expected``, ``low`` and ``high`` bounds of each."""

    owner: tuple[str, ...]
    expected: Floats
    low: Floats
    high: Floats

    @classmethod
    def make(cls) -> Design:
        """Return a column for each step of a curve, and one for a start below zero."""
        owner, expected, low, high = [], [], [], []
        for name, shape in SHAPES.items():
            if shape.below:
                owner.append(name)
                expected.append(shape.below)
                low.append(-shape.largest)
                high.append(0.0)
            width = shape.at[-1] - shape.at[0]
            for start, end in pairwise(shape.at):
                owner.append(name)
                expected.append(shape.expected * (end - start) / width)
                low.append(-shape.largest if shape.expected < 0 else 0.0)
                high.append(shape.largest if shape.expected > 0 else 0.0)
        return cls(tuple(owner), np.array(expected), np.array(low), np.array(high))


def steps(matrix: Floats) -> Floats:
    """Return (groups, columns) how far each value is up each step of its curve; 0 if unknown."""
    columns = []
    for feature, shape in zip(FEATURES, (SHAPES[f.__name__] for f in FEATURES), strict=True):
        values = matrix[:, FEATURES.index(feature)]
        known = ~np.isnan(values)
        filled = np.where(known, values, shape.zero)
        if shape.below:
            columns.append(known.astype(np.float64))
        for start, end in pairwise(shape.at):
            at_zero = np.clip((shape.zero - start) / (end - start), 0.0, 1.0)
            columns.append(np.clip((filled - start) / (end - start), 0.0, 1.0) - at_zero)
    return np.column_stack(columns)


def fit(groups: Groups, ridge: float, wrong: float) -> ScoreModel:
    """Return the model: a bounded logistic regression with a ridge towards the expert's curves."""
    design = Design.make()
    bounds = list(zip(design.low, design.high, strict=True))
    matrix, share = steps(groups.matrix), groups.share
    weight = (groups.sizes / 8.0) ** 0.6 * np.where(share < 0.5, wrong, 1.0)

    def loss(b: Floats) -> tuple[float, Floats]:
        z = b[0] + matrix @ b[1:]
        away = b[1:] - design.expected
        error = weight * (1 / (1 + np.exp(-z)) - share)
        value = (weight * (np.logaddexp(0, z) - share * z)).sum() + ridge * (away**2).sum()
        return float(value), np.concatenate([[error.sum()], matrix.T @ error + 2 * ridge * away])

    start = np.concatenate([[0.0], design.expected])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(None, None), *bounds])
    return ScoreModel(float(best.x[0] / LOG2), _curves(design, best.x[1:] / LOG2))


def _curves(design: Design, found: Floats) -> tuple[Curve, ...]:
    curves = []
    for feature in FEATURES:
        shape = SHAPES[feature.__name__]
        mine = found[[i for i, name in enumerate(design.owner) if name == feature.__name__]]
        begin, rises = (mine[0], mine[1:]) if shape.below else (0.0, mine)
        at = np.array(shape.at)
        bits = begin + np.concatenate([[0.0], np.cumsum(rises)])
        if not shape.below:
            bits = bits - np.interp(shape.zero, at, bits)
        curves.append(Curve(at, bits))
    return tuple(curves)


def table(model: ScoreModel) -> dict[str, object]:
    """Return a model as it is written down."""
    curves = {
        feature.__name__: {
            "at": curve.at.tolist(),
            "bits": [round(float(b), 2) for b in curve.bits],
        }
        for feature, curve in zip(FEATURES, model.curves, strict=True)
    }
    return {"base": round(model.base, 2), "curves": curves}


def prepared(seeds: Iterable[int]) -> Iterator[Prepared]:
    """Yield the worlds of these seeds one by one: together they would not fit into memory."""
    for seed in seeds:
        yield from map(prepare, training_worlds(range(seed, seed + 1)))


def data_of_seed(seed: int) -> str:
    """Return whether the world of a seed has rich or poor data."""
    return data_of(prepare(next(training_worlds(range(seed, seed + 1)))).tokens)


def rates(groups: Groups) -> tuple[float, float]:
    """Return the shares of rings among small and large groups."""
    small = groups.sizes < SMALL
    ring = groups.share > 0.5
    return round(float(ring[small].mean()), 3), round(float(ring[~small].mean()), 3)


def fit_both(seeds: Iterable[int], data: str) -> tuple[ScoreModel, ScoreModel, tuple[float, float]]:
    """Return the models of candidates and of rings, and the rates of rings, for rich or poor data."""
    mine = [seed for seed in seeds if data_of_seed(seed) == data]
    first = Groups.joined([g for world in prepared(mine) for g in first_groups(world)])
    scoring = fit(first, RIDGES[data]["candidates"], WRONG["candidates"])
    second = Groups.joined([g for world in prepared(mine) for g in second_groups(world, scoring)])
    return scoring, fit(second, RIDGES[data]["rings"], WRONG["rings"]), rates(second)


def report(seeds: Iterable[int], scoring: ScoreModel, rings: ScoreModel) -> None:
    """Print for each world what the models make of it."""
    for world in prepared(seeds):
        grown = second_groups(world, scoring)[:1]
        if not grown:
            print("no seeds")
            continue
        groups = Groups.joined(grown)
        called = probability(rings.log_odds(groups.matrix)) >= DiscoverySettings().minimum_score
        right = (groups.sizes * groups.share)[called].sum()
        print(
            f"precision {right / max(groups.sizes[called].sum(), 1):.4f}",
            f"recall of grown {right / max((groups.sizes * groups.share).sum(), 1):.3f}",
        )


def main() -> None:
    """Fit on fresh worlds, write the curves, and report on the worlds held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=120)
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    seeds = range(options.worlds)
    seen = [seed for seed in seeds if seed % HELD_OUT != HELD_OUT - 1]
    unseen = sorted(set(seeds) - set(seen))
    models = {data: fit_both(seen, data) for data in RIDGES}
    result: dict[str, object] = {"ring_rates": {data: rate for data, (*_, rate) in models.items()}}
    for data, (scoring, rings, _) in models.items():
        result[data] = {"candidates": table(scoring), "rings": table(rings)}
    options.output.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    for data, (scoring, rings, _) in models.items():
        print(f"{data} data, worlds held out:")
        report([seed for seed in unseen if data_of_seed(seed) == data], scoring, rings)


if __name__ == "__main__":
    main()
