"""Fit the score of rings anew: ``python -m tests.bench.fit_score``.

Groups of accounts (clusters of pairs, and rings grown from the bad ones) are taken from simulated
worlds whose dials are drawn apart from each other, so that no single way of being careful is
learnt; from each world also with some kinds of data left out, and from worlds without any ring.
The model is logistic, with signs fixed by what a feature means and a ridge towards the weights
that an expert gave; coefficients are in bits.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import polars as pl
from scipy.optimize import minimize

from linkage.config import DiscoverySettings
from linkage.discovery.belief import account_traits
from linkage.discovery.clusters import cluster_pairs
from linkage.discovery.corroboration import token_bits
from linkage.discovery.features import FEATURES, feature_matrix, gather_facts
from linkage.discovery.growth import grow
from linkage.discovery.operators import PAIR_LOG_ODDS
from linkage.discovery.pairs import find_pairs
from linkage.discovery.profiles import UNKNOWN, build_profiles
from linkage.discovery.rings import find_rings
from linkage.discovery.tokens import build_tokens
from linkage.kinds import KINDS, KindTable
from linkage.simulate import Dials, World, WorldSettings, simulate

TARGET = Path(__file__).parents[2] / "linkage" / "discovery" / "coefficients.json"
RIDGE = 1000.0
LEFT_OUT = 0.12
"""Chance of a kind to be left out of the second look at a world."""

EXPERT = {
    "shared_content": 2.5,
    "shared_devices": 1.0,
    "shared_payment": 1.0,
    "shared_contact": 1.5,
    "shared_network": 0.3,
    "several_kinds": 0.7,
    "single_kind": -0.7,
    "pools": 0.7,
    "lockstep": 0.7,
    "one_address": -1.5,
    "one_card": -1.5,
    "one_device": -1.0,
    "one_domain": -3.0,
    "private_devices": -3.0,
    "private_cards": -1.0,
    "burst": 0.4,
    "missing_evidence": 0.8,
}
"""What an expert would give, in nats; the sign is binding. ``size`` may go either way."""

Groups = tuple[np.ndarray, np.ndarray, np.ndarray]
"""(groups, features), share of bad accounts (groups,), sizes (groups,)."""


def training_worlds(count: int, seed: int) -> Iterator[tuple[World, list[str]]]:
    """Yield worlds of all difficulties, and kinds to leave out on the second look."""
    rng = np.random.default_rng(seed)
    for number in range(count):
        middle = float(rng.uniform(0, 1))
        dials = tuple((f.name, _dial(f.name, middle, rng)) for f in fields(Dials))
        yield (
            simulate(
                WorldSettings(
                    accounts=25_000,
                    campaign=700,
                    campaign_shards=5,
                    second_campaign=150,
                    second_shards=2,
                    small_rings=30,
                    small_sizes=(5, 120),
                    conversations=250_000,
                    dials=dials,
                    contamination=float(rng.choice([0.5, 1.0, 2.0])),
                    rings=number % 8 != 7,
                    seed=seed + number,
                )
            ),
            [kind.name for kind in KINDS if rng.random() < LEFT_OUT],
        )


def _dial(name: str, middle: float, rng: np.random.Generator) -> float:
    difficulty = float(np.clip(middle + rng.uniform(-0.4, 0.4), 0, 1))
    return float(getattr(Dials.at(difficulty), name))


def groups_of(world: World, left_out: list[str]) -> list[Groups]:
    """Return the groups that the score meets: clusters, and rings grown from the bad ones."""
    seen = world.sightings.filter(~pl.col("kind").is_in(left_out))
    settings = DiscoverySettings()
    tokens = build_tokens(seen, world.accounts, KindTable())
    bits = token_bits(tokens, settings.seed)
    profiles = build_profiles(seen, world.accounts, tokens.accounts)
    bad = world.truth.sort("account")["status"].eq("cluster").to_numpy()
    labels = cluster_pairs(find_pairs(tokens, bits, PAIR_LOG_ODDS, 1), tokens.size, 4, 0)
    found = []
    for stage in range(2):
        inside = labels >= 0
        if not inside.any():
            break
        facts = gather_facts(tokens, bits, profiles, labels)
        share = np.bincount(labels[inside], bad[inside]) / facts.sizes
        found.append((feature_matrix(facts), share, facts.sizes))
        if stage == 0:
            seeds = inside & (np.append(share, 0.0)[labels] > 0.5)
            traits = account_traits(tokens, profiles.created, int(UNKNOWN))
            labels = find_rings(tokens, bits, grow(tokens, bits, seeds, traits).inside, 4, 0)
    return found


def fit(matrix: np.ndarray, share: np.ndarray, sizes: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the intercept and the coefficients in bits."""
    names = [feature.__name__ for feature in FEATURES]
    expert = np.array([EXPERT.get(name, 0.0) for name in names])
    limits = {1.0: (0.0, None), -1.0: (None, 0.0), 0.0: (None, None)}
    bounds = [(None, None), *(limits[float(np.sign(e))] for e in expert)]
    weight = np.log2(1 + sizes) / 3
    scale = matrix.std(axis=0) + 1e-9

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        z = b[0] + matrix @ b[1:]
        away = (b[1:] - expert) * scale
        error = weight * (1 / (1 + np.exp(-z)) - share)
        value = (weight * (np.logaddexp(0, z) - share * z)).sum() + RIDGE * (away**2).sum()
        slope = matrix.T @ error + 2 * RIDGE * away * scale
        return float(value), np.concatenate([[error.sum()], slope])

    start = np.concatenate([[0.0], expert])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return float(best.x[0] / np.log(2)), best.x[1:] / np.log(2)


def main() -> None:
    """Fit on fresh worlds and write the table of coefficients."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--output", type=Path, default=TARGET)
    options = parser.parse_args()
    groups: list[Groups] = []
    for world, left_out in training_worlds(options.worlds, options.seed):
        groups += groups_of(world, [])
        groups += groups_of(world, left_out)
    columns = list(zip(*groups, strict=True))
    intercept, coefficients = fit(*(np.concatenate(column) for column in columns))
    table = {
        "intercept": round(intercept, 3),
        "coefficients": {
            f.__name__: round(float(c), 3) for f, c in zip(FEATURES, coefficients, strict=True)
        },
    }
    options.output.write_text(json.dumps(table, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
