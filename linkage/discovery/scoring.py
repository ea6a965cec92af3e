"""The score of a group: an additive model with visible curves, in bits.

log2(score / (1 - score)) = prior + sum over features of the feature's curve at its value. A curve
is linear between a few points, never falls for what speaks for a ring and never rises for what
speaks against (a generalised additive model with monotone terms; Hastie and Tibshirani, 1986).
Curves are fitted on simulated worlds (tests/bench/fit_score.py) and stand in
``coefficients.json``. A feature that the data cannot tell adds nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from linkage.discovery.features import FEATURES
from linkage.discovery.tokens import Floats, Tokens
from linkage.kinds import GROUPS
from linkage.records import Contribution


@dataclass(frozen=True, slots=True)
class Curve:
    """Bits by the value of a feature: linear between the points, level beyond them."""

    at: Floats
    bits: Floats

    @property
    def start(self) -> float:
        """Bits of a value of 0: a kind that is in the data and that members do not share."""
        return float(np.interp(0.0, self.at, self.bits))

    def __call__(self, values: Floats) -> Floats:
        """Return the bits of values beyond the start, 0 where they are unknown (NaN)."""
        found = np.interp(np.nan_to_num(values), self.at, self.bits) - self.start
        return np.where(np.isnan(values), 0.0, found)


@dataclass(frozen=True, slots=True)
class ScoreModel:
    """An additive model in bits: the prior and a curve for each of the FEATURES."""

    base: float
    curves: tuple[Curve, ...]

    def terms(self, matrix: Floats) -> Floats:
        """Return (groups, features) bits of a (groups, features) matrix of values."""
        columns = [curve(matrix[:, i]) for i, curve in enumerate(self.curves)]
        return np.column_stack(columns) if columns else np.zeros((len(matrix), 0))

    def prior(self, matrix: Floats) -> Floats:
        """Return (groups,) log-odds before any fact, given which kinds the data could show."""
        starts = np.array([curve.start for curve in self.curves])
        return np.asarray(self.base + ~np.isnan(matrix) @ starts)

    def log_odds(self, matrix: Floats) -> Floats:
        """Return (groups,) log-odds, base 2, of a (groups, features) matrix of values."""
        return np.asarray(self.prior(matrix) + self.terms(matrix).sum(axis=1))


RICH = 4
"""Groups of kinds in the data from which they are judged as rich data."""


def data_of(tokens: Tokens) -> str:
    """Return ``rich`` or ``poor``: the models differ, since few kinds make a ring hard to tell."""
    there = len(set(tokens.groups) & set(GROUPS)) if len(tokens.kinds) else 0
    return "rich" if there >= RICH else "poor"


@cache
def score_model(data: str, stage: str = "rings") -> ScoreModel:
    """Read the fitted model for ``rich`` or ``poor`` data, of ``candidates`` or ``rings``."""
    table = _table()[data][stage]
    curves = (table["curves"][feature.__name__] for feature in FEATURES)
    return ScoreModel(
        float(table["base"]),
        tuple(Curve(np.array(c["at"], float), np.array(c["bits"], float)) for c in curves),
    )


@cache
def ring_rates(data: str) -> tuple[float, float]:
    """Return the shares of rings among the small and large groups that a model was fitted on."""
    small, large = _table()["ring_rates"][data]
    return float(small), float(large)


def _table() -> dict[str, Any]:
    text = files("linkage.discovery").joinpath("coefficients.json").read_text("utf-8")
    return dict(json.loads(text))


def probability(log_odds: Floats) -> Floats:
    """Return 1 / (1 + 2^-x), without overflow."""
    return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(log_odds, -1000.0, 1000.0))))


def contributions(model: ScoreModel, row: Floats, shift: float = 0.0) -> tuple[Contribution, ...]:
    """Return the table of evidence of one group, strongest first; its bits sum to its log-odds.

    ``row`` (features,) holds the values of FEATURES; ``shift`` is what the data at hand say about
    how common rings are (base_rate.py).
    """
    bits = model.terms(row[np.newaxis])[0]
    lines = [
        Contribution(f.__name__, float(b), float(v), _meaning(f.__doc__))
        for f, b, v in zip(FEATURES, bits, row, strict=True)
        if b != 0.0
    ]
    lines.sort(key=lambda line: (-abs(line.bits), line.name))
    prior = Contribution(
        "prior",
        float(model.prior(row[np.newaxis])[0]) + shift,
        None,
        "A group that shares something, in data with these kinds, before any fact.",
    )
    return (prior, *lines)


def _meaning(doc: str | None) -> str:
    return " ".join((doc or "").split())
