"""The score of a group: boosted trees that are monotone in the features, in bits.

log2(score / (1 - score)) = prior + what each feature adds. The trees (gradient boosting; Friedman,
2001, "Greedy function approximation") see how features act together: one address means something
else for people with devices of their own than for accounts that have nothing of their own. No tree
lets a value that speaks more for a ring lower the score; the size of a group alone may speak either
way. What a feature adds is followed down the trees: each branch moves the mean of the honest
training groups that are left, and the move is put down to the feature that was asked about
(Palczewska and others, 2013, "Interpreting random forest models using a feature contribution
method"); so the parts sum to the score exactly.

The trees are fitted on simulated worlds (tests/bench/fit_score.py) and stand in ``trees.json``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from linkage.discovery.compiled import compiled
from linkage.discovery.features import AGAINST, EITHER, FEATURES, Feature
from linkage.discovery.tokens import Flags, Floats, Ints, Tokens
from linkage.kinds import GROUPS
from linkage.records import ABSENT, CIRCUMSTANCE, SEEN, Contribution


@dataclass(frozen=True, slots=True, eq=False)
class ScoreModel:
    """Trees as columns, one row a node.

    A group goes to ``left`` if its ``feature`` is at most ``at``, or is unknown (NaN) and
    ``missing`` says so, else to ``right``; these are rows, and -1 at a leaf. ``bits`` is what the
    honest training groups in a node get on average from its tree: what is added is added to what
    an honest group has. ``roots`` (trees,) are rows.
    """

    base: float
    feature: Ints
    at: Floats
    left: Ints
    right: Ints
    missing: Flags
    bits: Floats
    roots: Ints

    @property
    def prior(self) -> float:
        """Log-odds, base 2, of a group of which nothing is asked."""
        return self.base + float(self.bits[self.roots].sum())

    def terms(self, matrix: Floats) -> Floats:
        """Return (groups, features) bits of a (groups, features) matrix of values."""
        nodes = (self.feature, self.at, self.left, self.right, self.missing, self.bits)
        return np.asarray(_terms(np.ascontiguousarray(matrix), *nodes, self.roots))

    def log_odds(self, matrix: Floats) -> Floats:
        """Return (groups,) log-odds, base 2, of a (groups, features) matrix of values."""
        return np.asarray(self.prior + self.terms(matrix).sum(axis=1))


@compiled
def _terms(  # noqa: PLR0917 - numba takes arrays, not records
    matrix: Floats,
    feature: Ints,
    at: Floats,
    left: Ints,
    right: Ints,
    missing: Flags,
    bits: Floats,
    roots: Ints,
) -> Floats:
    """Return (groups, features): the moves of the mean on each group's way down every tree."""
    terms = np.zeros(matrix.shape)
    for group in range(matrix.shape[0]):
        for root in roots:
            node = root
            while left[node] >= 0:
                asked = feature[node]
                value = matrix[group, asked]
                low = missing[node] if np.isnan(value) else value <= at[node]
                after = left[node] if low else right[node]
                terms[group, asked] += bits[after] - bits[node]
                node = after
    return terms


RICH = 5
"""Groups of kinds in the data from which they are judged as rich data."""


def data_of(tokens: Tokens) -> str:
    """Return ``rich`` or ``poor``: the models differ, since few kinds make a ring hard to tell."""
    there = len(set(tokens.groups) & set(GROUPS)) if len(tokens.kinds) else 0
    return "rich" if there >= RICH else "poor"


@cache
def score_model(data: str, stage: str = "rings") -> ScoreModel:
    """Read the fitted model for ``rich`` or ``poor`` data, of ``candidates`` or ``rings``."""
    return model_of(_table()[data][stage])


def model_of(table: dict[str, Any]) -> ScoreModel:
    """Return the model that stands in a table of trees.

    Features are written down by name, children as places in their own tree.
    """
    names = [feature.__name__ for feature in FEATURES]
    trees = table["trees"]
    sizes = np.array([len(tree["bits"]) for tree in trees], dtype=np.int32)
    roots = np.asarray(np.cumsum(sizes) - sizes, dtype=np.int32)

    def column(name: str) -> list[Any]:
        return [value for tree in trees for value in tree[name]]

    def rows(name: str) -> Ints:
        places = np.array(column(name), dtype=np.int32)
        return np.where(places < 0, -1, places + np.repeat(roots, sizes)).astype(np.int32)

    known = table["features"]
    asked = [names.index(known[place]) if place >= 0 else 0 for place in column("feature")]
    return ScoreModel(
        float(table["base"]),
        np.array(asked, dtype=np.int32),
        np.array(column("at"), dtype=np.float64),
        rows("left"),
        rows("right"),
        np.array(column("missing"), dtype=np.bool_),
        np.array(column("bits"), dtype=np.float64),
        roots,
    )


@cache
def ring_rates(data: str) -> tuple[float, float]:
    """Return the shares of rings among the small and large groups that a model was fitted on."""
    small, large = _table()["ring_rates"][data]
    return float(small), float(large)


def _table() -> dict[str, Any]:
    text = files("linkage.discovery").joinpath("trees.json").read_text("utf-8")
    return dict(json.loads(text))


def probability(log_odds: Floats) -> Floats:
    """Return 1 / (1 + 2^-x), without overflow."""
    return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(log_odds, -1000.0, 1000.0))))


def total_bits(evidence: Sequence[tuple[Contribution, ...]]) -> Floats:
    """Return (groups,) what the lines of each table of evidence sum to: the group's log-odds."""
    return np.array([sum(line.bits for line in lines) for lines in evidence], dtype=np.float64)


def contributions(model: ScoreModel, row: Floats, shift: float = 0.0) -> tuple[Contribution, ...]:
    """Return the table of evidence of one group, strongest first; its bits sum to its log-odds.

    ``row`` (features,) holds the values of FEATURES; ``shift`` is what the data at hand say about
    how common rings are (base_rate.py). What the data cannot say is part of the prior.
    """
    bits = model.terms(row[np.newaxis])[0]
    known = ~np.isnan(row)
    lines = [
        _line(f, float(b), float(v))
        for f, b, v, there in zip(FEATURES, bits, row, known, strict=True)
        if there and b != 0.0
    ]
    lines.sort(key=lambda line: (-abs(line.bits), line.name))
    prior = Contribution(
        "prior",
        model.prior + float(bits[~known].sum()) + shift,
        None,
        "What honest groups that share something have on average, in data with these kinds.",
    )
    return (prior, *lines)


def _line(feature: Feature, bits: float, value: float) -> Contribution:
    """Return the line of a feature; where it speaks the other way, there is little of it."""
    words = " ".join((feature.__doc__ or "").split())
    if feature in EITHER:
        role = CIRCUMSTANCE
    elif (bits < 0) == (feature in AGAINST):
        role = SEEN
    else:
        role = ABSENT
        words = f"Little or nothing of this: {words[0].lower()}{words[1:]}"
    return Contribution(feature.__name__, bits, value, words, role)
