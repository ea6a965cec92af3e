"""Choose a baseline's setting in its favour: by the truth, which no user of it would have.

Plain clusterings put every account somewhere, so they get the same filter: groups smaller than
discovery's own minimum are dropped, the others are ranked by the bits of shared rarity that a
member holds on average, and the best groups are kept. The setting, the smallest size and how many
groups are kept are those with the greatest mean of account F1 and ring B-cubed F1 on the world at
hand. This flatters the baselines: their columns are bounds, not what a user would see.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from tests.quality.bipartite import Bipartite, Floats, Ints

MINIMUM_SIZES = (4, 6, 10, 20, 50)


@dataclass(frozen=True, slots=True)
class Choice:
    """Labels of the accounts (-1: flagged by nothing) and the objective that they reach."""

    labels: Ints
    objective: float
    minimum: int
    kept: int


def true_labels(truth: pl.DataFrame, names: pl.Series) -> Ints:
    """Return (n,) the number of each account's true ring, -1 for honest ones."""
    rings = pl.DataFrame({"account": names}).join(truth, on="account", how="left")
    bad = (rings["status"] == "cluster").to_numpy()
    labels = np.full(len(names), -1, dtype=np.int64)
    labels[bad] = rings["cluster"].rank("dense").cast(pl.Int64).to_numpy()[bad]
    return labels


def best_filter(labels: Ints, graph: Bipartite, true: Ints) -> Choice:
    """Return the filter of one clustering that suits it best."""
    inside = labels >= 0
    groups = np.full(len(labels), -1, dtype=np.int64)
    groups[inside] = np.unique(labels[inside], return_inverse=True)[1]
    if not inside.any():
        return Choice(groups, 0.0, MINIMUM_SIZES[0], 0)
    order = np.argsort(-_density(groups, graph), kind="stable")
    tally = _Tally(groups, true)
    best = Choice(np.full(len(labels), -1), 0.0, MINIMUM_SIZES[0], 0)
    for minimum in MINIMUM_SIZES:
        ranked = order[tally.sizes[order] >= minimum]
        if not len(ranked):
            continue
        reached = tally.objective(ranked)
        count = int(np.argmax(reached)) + 1
        if reached[count - 1] > best.objective:
            kept = np.zeros(len(tally.sizes) + 1, np.bool_)
            kept[ranked[:count]] = True
            flagged = np.where(kept[groups] & inside, groups, -1)
            best = Choice(flagged, float(reached[count - 1]), minimum, count)
    return best


def _density(groups: Ints, graph: Bipartite) -> Floats:
    """Return (groups,) the bits of identifiers shared inside a group, per member."""
    group = groups[graph.account]
    m = len(graph.degree)
    keys, members = np.unique((group * m + graph.identifier)[group >= 0], return_counts=True)
    shared = members >= 2
    bits = members[shared] * graph.rarity[keys[shared] % m]
    total = np.bincount(keys[shared] // m, weights=bits, minlength=groups.max() + 1)
    return total / np.bincount(groups[groups >= 0], minlength=groups.max() + 1)


class _Tally:
    """What each group would add to the sums of which account F1 and B-cubed are made."""

    def __init__(self, groups: Ints, true: Ints) -> None:
        count = int(groups.max()) + 1
        bad = true >= 0
        true_sizes = np.bincount(true[bad], minlength=1)
        self.bad = int(bad.sum())
        self.sizes = np.bincount(groups[groups >= 0], minlength=count)
        both = bad & (groups >= 0)
        self.hits = np.bincount(groups[both], minlength=count)
        keys, cells = np.unique(groups[both] * len(true_sizes) + true[both], return_counts=True)
        group, ring = keys // len(true_sizes), keys % len(true_sizes)
        # An account that is not flagged stands alone: precision 1, recall 1 / size of its ring.
        self.alone_recall = float((true_sizes > 0).sum())
        precision = cells**2 / self.hits[group] - cells
        recall = (cells**2 - cells) / true_sizes[ring]
        self.precision = np.bincount(group, weights=precision, minlength=count)
        self.recall = np.bincount(group, weights=recall, minlength=count)

    def objective(self, ranked: Ints) -> Floats:
        """Return the objective with the first, the first two, … of the ranked groups kept."""
        if not self.bad:
            return np.zeros(len(ranked))
        hits, sizes = np.cumsum(self.hits[ranked]), np.cumsum(self.sizes[ranked])
        account = 2 * hits / (sizes + self.bad)
        precision = (self.bad + np.cumsum(self.precision[ranked])) / self.bad
        recall = (self.alone_recall + np.cumsum(self.recall[ranked])) / self.bad
        ring = 2 * precision * recall / (precision + recall)
        return np.asarray((account + ring) / 2)
