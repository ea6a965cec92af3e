"""Fit the score of rings anew: ``python -m tests.bench.fit_score``.

Groups of accounts are taken from worlds of three makes whose every dial, habit and gap in the data
is drawn at random (tests/bench/training). First the model of candidates is fitted, on clusters of
pairs, on communities, and on rings grown from the bad, the good and all of them. Then the model of
rings, on what grows from the candidates that the first model takes for seeds, and from many that
it should not. Both are logistic, with signs fixed by what a feature means, bounded, and with a
ridge towards the weights that an expert gave; coefficients are in bits. The worlds from
``HELD_OUT`` on are never fitted on: the report at the end is about them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from linkage.config import DiscoverySettings
from linkage.discovery.belief import Traits, account_traits
from linkage.discovery.corroboration import token_bits
from linkage.discovery.features import FEATURES, feature_matrix, gather_facts
from linkage.discovery.growth import grow
from linkage.discovery.profiles import UNKNOWN, Profiles, build_profiles
from linkage.discovery.rings import find_rings
from linkage.discovery.scoring import ScoreModel, probability
from linkage.discovery.seeds import LEAST, SURE, candidates
from linkage.discovery.tokens import Floats, Longs, Tokens, build_tokens
from linkage.kinds import KindTable
from tests.bench.training.domain import training_worlds
from tests.bench.training.sheet import TrainingWorld

TARGET = Path(__file__).parents[2] / "linkage" / "discovery" / "coefficients.json"
HELD_OUT = 36
RIDGES = {"candidates": 300.0, "rings": 100.0}
RING_RATE = 0.6
"""Share of rings among grown groups that the ring model stands for, a little below the worlds'."""
WEAK_SEEDS = (0.2, 0.08)
"""Scores of candidates from which more groups are grown, to learn what is no ring."""

EXPERT = {
    "size": -0.01,
    "shared_content": 1.5,
    "shared_devices": 1.5,
    "shared_payment": 1.0,
    "shared_contact": 1.0,
    "shared_network": 0.7,
    "several_kinds": 1.0,
    "single_kind": -0.7,
    "several_pools": 1.5,
    "many_pools": 0.3,
    "lockstep": 0.5,
    "one_address": -2.0,
    "one_card": -2.0,
    "one_device": -1.5,
    "one_domain": -3.0,
    "spread": 1.0,
    "private_devices": -2.0,
    "private_cards": -1.0,
    "private_prompts": -0.8,
    "private_addresses": -0.8,
    "missing_evidence": 0.5,
    "burst": 0.3,
}
"""What an expert would give, in nats; the sign is binding."""
LIMITS = {"private_devices": 2.5, "private_cards": 2.0, "private_prompts": 2.0}
LIMITS["private_addresses"] = 2.0
LIMIT = 3.0
"""Largest size of a coefficient, in nats."""


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
    profiles = build_profiles(world.sightings, world.accounts, tokens.accounts)
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
            bad = np.maximum(bad, np.append(purity > 0.5, 0.0)[labels])
            good = np.maximum(good, np.append(purity < 0.1, 0.0)[labels])
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
            worth = soft if least is None else (score >= least).astype(np.float64)
            belief = np.maximum(belief, np.append(worth, 0.0)[labels])
        if belief.any():
            found.append(world.grown(belief))
    return list(groups_of(world, found))


def fit(groups: Groups, ridge: float) -> ScoreModel:
    """Return the model: a bounded logistic regression with a ridge towards the expert's weights."""
    names = [feature.__name__ for feature in FEATURES]
    expert = np.array([EXPERT[name] for name in names])
    limit = np.array([LIMITS.get(name, LIMIT) for name in names])
    bounds = [(0.0, m) if e > 0 else (-m, 0.0) for e, m in zip(expert, limit, strict=True)]
    weight = (groups.sizes / 8.0) ** 0.6
    matrix, share = groups.matrix, groups.share
    scale = matrix.std(axis=0) + 1e-9

    def loss(b: Floats) -> tuple[float, Floats]:
        z = b[0] + matrix @ b[1:]
        away = (b[1:] - expert) * scale
        error = weight * (1 / (1 + np.exp(-z)) - share)
        value = (weight * (np.logaddexp(0, z) - share * z)).sum() + ridge * (away**2).sum()
        slope = matrix.T @ error + 2 * ridge * away * scale
        return float(value), np.concatenate([[error.sum()], slope])

    start = np.concatenate([[0.0], expert])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(None, None), *bounds])
    return ScoreModel(float(best.x[0] / np.log(2)), best.x[1:] / np.log(2))


def table(model: ScoreModel) -> dict[str, object]:
    """Return a model as it is written down."""
    names = (feature.__name__ for feature in FEATURES)
    values = (round(float(value), 3) for value in model.coefficients)
    return {
        "intercept": round(model.intercept, 3),
        "coefficients": dict(zip(names, values, strict=True)),
    }


def main() -> None:
    """Fit on fresh worlds, write the table of coefficients, and report on the worlds held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=48)
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    worlds = [prepare(world) for world in training_worlds(range(options.worlds))]
    seen = worlds[:HELD_OUT]
    first = Groups.joined([g for world in seen for g in first_groups(world)])
    scoring = fit(first, RIDGES["candidates"])
    rings = fit(
        Groups.joined([g for world in seen for g in second_groups(world, scoring)]),
        RIDGES["rings"],
    )
    result = {"candidates": table(scoring), "rings": table(rings), "ring_rate": RING_RATE}
    options.output.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    for world in worlds[HELD_OUT:]:
        groups = Groups.joined(second_groups(world, scoring)[:1])
        called = probability(rings.log_odds(groups.matrix)) >= DiscoverySettings().minimum_score
        right = (groups.sizes * groups.share)[called].sum()
        print(
            f"precision {right / max(groups.sizes[called].sum(), 1):.4f}",
            f"recall of grown {right / max((groups.sizes * groups.share).sum(), 1):.3f}",
        )


if __name__ == "__main__":
    main()
