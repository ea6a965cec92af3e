"""Fit the score of rings anew: ``python -m tests.bench.fit_score``.

Groups of accounts are taken from worlds of four makes whose every dial, habit and gap in the data
is drawn at random, and in some of which rings are rare, and from worlds of four other makers, so
that the score doesn't learn the thoughts of one (tests/bench/training). First the model of
candidates is fitted, on clusters of pairs, on communities, and on rings grown from the bad, the
good and all of them. Then the model of rings, on what grows from the candidates that the first
model takes for seeds, and from many that it should not. Data of few kinds have models of their own.
All are boosted trees that are monotone in each feature, in the direction that the feature means, if
it has one.
Every fourth world is held out: the report at the end is about them.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from linkage.config import DiscoverySettings
from linkage.discovery.base_rate import SMALL
from linkage.discovery.belief import Traits, account_traits
from linkage.discovery.corroboration import token_bits
from linkage.discovery.features import (
    AGAINST,
    EITHER,
    FEATURES,
    Feature,
    feature_matrix,
    gather_facts,
)
from linkage.discovery.growth import grow
from linkage.discovery.operators import without_strangers
from linkage.discovery.profiles import UNKNOWN, Profiles, build_profiles
from linkage.discovery.rings import find_rings
from linkage.discovery.scoring import ScoreModel, data_of, model_of, probability
from linkage.discovery.seeds import LEAST, SURE, candidates
from linkage.discovery.tokens import Floats, Longs, Tokens, build_tokens
from linkage.kinds import KindTable
from tests.bench.training.domain import OTHERS, training_worlds
from tests.bench.training.sheet import TrainingWorld

TARGET = Path(__file__).parents[2] / "linkage" / "discovery" / "trees.json"
HELD_OUT = 4
"""Every so manieth world is held out."""
LOG2 = float(np.log(2))
MOST_RINGS = 0.6
"""Share of rings among grown groups that the models stand for at most, below the worlds' own: what
discovery meets elsewhere is less like rings, and the data at hand correct it (base_rate.py)."""
WEAK_SEEDS = (0.2, 0.08)
"""Scores of candidates from which more groups are grown, to learn what is no ring."""
UNSURE = 0.8
"""Belief in seeds that are tried out: below what a sure seed has (growth.SURE)."""
KINDS_OF_DATA = ("rich", "poor")


@dataclass(frozen=True)
class Fit:
    """How many trees, how much each of them learns, and what errors cost.

    A wrong group costs ``wrong`` times what a missed one does, and its cost grows with this power
    of its accounts; that of a missed ring with a power of a quarter. A missed ring of few accounts
    costs ``few`` times that.
    """

    trees: int
    rate: float
    wrong: float
    power: float
    few: float


PINCH = 1.0
"""Weight, in honest groups, of all groups in the mean of a node."""
FITS = {
    "candidates": Fit(240, 0.08, 1.0, 0.25, 1.0),
    "rings": Fit(540, 0.05, 2.0, 0.5, 20.0),
}
"""A wrong candidate is seen to later. More trees than these learn the training worlds by heart, and
lose small rings of other seeds."""
LEAVES = 31
FEW = 13
"""Accounts below which a group is one of few."""
OTHERS_WEIGH = (0.01, 0.4)
"""Weight of the groups of other makers: of few accounts, and of many. What families, friends and
one person's accounts share, and how many of them there are, each maker only guesses."""


@dataclass(frozen=True)
class Prepared:
    """A world after the steps before the score."""

    tokens: Tokens
    bits: Floats
    profiles: Profiles
    traits: Traits
    partitions: list[Longs]
    bad: np.ndarray
    other: bool
    """Whether the world is of another maker."""

    def purity(self, labels: Longs) -> Floats:
        """Return (groups,) the share of bad accounts."""
        inside = labels >= 0
        return np.bincount(labels[inside], self.bad[inside]) / np.bincount(labels[inside])

    def matrix(self, labels: Longs) -> Floats:
        """Return the features of the groups."""
        return feature_matrix(gather_facts(self.tokens, self.bits, self.profiles, labels))

    def grown(self, seeds: Floats) -> Longs:
        """Return the rings that grow from seeds, without whom discovery leaves out of them."""
        tokens, least = self.tokens, DiscoverySettings().minimum_accounts
        inside = grow(tokens, self.bits, seeds, self.traits).inside
        rings = find_rings(tokens, self.bits, inside, least, 0)
        labels, _ = without_strangers(tokens, self.bits, self.profiles, rings, least)
        return labels


@dataclass(frozen=True)
class Groups:
    """Features (groups, features), share of bad accounts, accounts and weights (groups,)."""

    matrix: Floats
    share: Floats
    sizes: Floats
    weights: Floats

    @classmethod
    def joined(cls, parts: list[Groups]) -> Groups:
        """Return all groups as one."""
        return cls(*(np.concatenate([getattr(p, n) for p in parts]) for n in cls.__annotations__))


def prepare(world: TrainingWorld, *, other: bool) -> Prepared:
    """Run the steps before the score; ``other`` if the world is of another maker."""
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
        other,
    )


def groups_of(world: Prepared, partitions: list[Longs]) -> Iterator[Groups]:
    """Yield the groups of partitions that have any."""
    for labels in partitions:
        if labels.max(initial=-1) >= 0:
            sizes = np.bincount(labels[labels >= 0]).astype(np.float64)
            few, many = OTHERS_WEIGH if world.other else (1.0, 1.0)
            weights = np.where(sizes < FEW, few, many)
            yield Groups(world.matrix(labels), world.purity(labels), sizes, weights)


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


def fit(groups: Groups, stage: str) -> HistGradientBoostingClassifier:
    """Return the boosted trees of a stage; large groups weigh more than small ones."""
    ring = groups.share > 0.5
    how = FITS[stage]
    trees = HistGradientBoostingClassifier(
        learning_rate=how.rate,
        max_iter=how.trees,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=40,
        l2_regularization=5.0,
        monotonic_cst=[_direction(feature) for feature in FEATURES],
        random_state=0,
    )
    size = groups.sizes / 8.0
    missed = size**0.25 * np.where(groups.sizes < FEW, how.few, 1.0)
    cost = np.where(ring, missed, how.wrong * size**how.power)
    return trees.fit(groups.matrix, ring, sample_weight=cost * groups.weights)


def _direction(feature: Feature) -> int:
    if feature in EITHER:
        return 0
    return -1 if feature in AGAINST else 1


def table(trees: HistGradientBoostingClassifier, groups: Groups) -> dict[str, Any]:
    """Return trees as they are written down: in bits, with the mean of each node."""
    honest = groups.matrix[groups.share <= 0.5]
    return {
        "base": round(float(trees._baseline_prediction.item()) / LOG2, 3),
        "features": [feature.__name__ for feature in FEATURES],
        "trees": [_tree(predictor.nodes, honest) for (predictor,) in trees._predictors],
    }


def _tree(nodes: NDArray[Any], honest: Floats) -> dict[str, list[Any]]:
    leaf = nodes["is_leaf"] == 1
    at = np.array([float(f"{value:.5g}") for value in np.where(leaf, 0.0, nodes["num_threshold"])])
    weight = _honest_inside(nodes, at, honest) + PINCH * nodes["count"] / nodes["count"][0]
    mean = np.where(leaf, nodes["value"], 0.0)
    for node in range(len(nodes) - 1, -1, -1):  # children stand after their parent
        if not leaf[node]:
            sides = [int(nodes[side][node]) for side in ("left", "right")]
            mean[node] = np.average(mean[sides], weights=weight[sides])
    return {
        "feature": np.where(leaf, -1, nodes["feature_idx"]).tolist(),
        "at": at.tolist(),
        "left": np.where(leaf, -1, nodes["left"].astype(np.int64)).tolist(),
        "right": np.where(leaf, -1, nodes["right"].astype(np.int64)).tolist(),
        "missing": np.where(leaf, 0, nodes["missing_go_to_left"]).tolist(),
        "bits": [round(float(value) / LOG2, 3) for value in mean],
    }


def _honest_inside(nodes: NDArray[Any], at: Floats, honest: Floats) -> Floats:
    """Return how many honest groups come through each node."""
    inside = np.ones((len(nodes), len(honest)), dtype=np.bool_)
    for place, node in enumerate(nodes):
        if node["is_leaf"]:
            continue
        value = honest[:, node["feature_idx"]]
        low = np.where(np.isnan(value), bool(node["missing_go_to_left"]), value <= at[place])
        inside[node["left"]] = inside[place] & low
        inside[node["right"]] = inside[place] & ~low
    return inside.sum(axis=1).astype(np.float64)


def rates(groups: Groups) -> tuple[float, float]:
    """Return the shares of rings among small and large groups."""
    small = groups.sizes < SMALL
    ring = groups.share > 0.5
    found = [
        float(np.average(ring[which], weights=groups.weights[which])) for which in (small, ~small)
    ]
    return (round(min(found[0], MOST_RINGS), 3), round(min(found[1], MOST_RINGS), 3))


@dataclass(frozen=True)
class Study:
    """The worlds of ``seeds``, prepared once and kept in a folder: together they need much room."""

    folder: Path
    seeds: range

    def world(self, seed: int) -> Prepared:
        """Return the world of a seed."""
        kept = self.folder / f"{seed}.pickle"
        if not kept.exists():
            (world,) = training_worlds(range(seed, seed + 1))
            kept.write_bytes(pickle.dumps(prepare(world, other=seed >= OTHERS)))
        return pickle.loads(kept.read_bytes())  # noqa: S301 - our own file

    def first(self, seed: int) -> tuple[str, list[Groups]]:
        """Return the kind of data of a world, and its first groups."""
        world = self.world(seed)
        return data_of(world.tokens), first_groups(world)

    def second(self, seed: int, model: ScoreModel) -> list[Groups]:
        """Return the groups of a world that grow from what the model of candidates says."""
        return second_groups(self.world(seed), model)

    @property
    def seen(self) -> list[int]:
        """The worlds to fit on."""
        return [seed for seed in self.seeds if seed % HELD_OUT != HELD_OUT - 1]


def fit_all(study: Study, workers: int) -> dict[str, Any]:
    """Return all models as a table, and print what they make of the worlds held out."""
    with ProcessPoolExecutor(workers) as pool:
        first = dict(zip(study.seeds, pool.map(study.first, study.seeds), strict=True))
        candidates = {}
        for data in KINDS_OF_DATA:
            mine = [g for seed in study.seen if first[seed][0] == data for g in first[seed][1]]
            groups = Groups.joined(mine)
            candidates[data] = table(fit(groups, "candidates"), groups)
        models = [model_of(candidates[first[seed][0]]) for seed in study.seeds]
        second = dict(zip(study.seeds, pool.map(study.second, study.seeds, models), strict=True))
    result: dict[str, Any] = {"ring_rates": {}}
    for data in KINDS_OF_DATA:
        mine = [seed for seed in study.seeds if first[seed][0] == data]
        groups = Groups.joined([g for seed in mine if seed in study.seen for g in second[seed]])
        rings = table(fit(groups, "rings"), groups)
        result[data] = {"candidates": candidates[data], "rings": rings}
        result["ring_rates"][data] = rates(groups)
        held_out = [g for seed in mine if seed not in study.seen for g in second[seed][:1]]
        print(f"{data} data, worlds held out: {report(held_out, model_of(rings))}")
    return result


def report(found: list[Groups], rings: ScoreModel) -> str:
    """Return what a model makes of the groups that grow in ordinary operation."""
    groups = Groups.joined(found)
    called = probability(rings.log_odds(groups.matrix)) >= DiscoverySettings().minimum_score
    bad = groups.sizes * groups.share
    precision = bad[called].sum() / max(groups.sizes[called].sum(), 1)
    return f"precision {precision:.4f}, recall of grown {bad[called].sum() / bad.sum():.3f}"


def main() -> None:
    """Fit on fresh worlds, write the trees, and report on the worlds held out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=528)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--output", type=Path, default=TARGET)
    parser.add_argument("--keep", type=Path, help="folder that keeps the prepared worlds")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        study = Study(options.keep or Path(folder), range(options.worlds))
        study.folder.mkdir(parents=True, exist_ok=True)
        found = fit_all(study, options.workers)
    options.output.write_text(json.dumps(found, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
