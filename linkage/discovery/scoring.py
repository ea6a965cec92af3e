"""The score of a group: a logistic model with visible coefficients, in bits.

log2(score / (1 - score)) = intercept + sum of coefficient x feature. There are two models over the
same features: one for candidates (are these the material of a ring?) and one for rings (is what
growth has left one?). The coefficients are fitted on worlds of three makes
(tests/bench/fit_score.py) and stand in ``coefficients.json``; their signs are fixed beforehand by
what a feature means, and their sizes are bounded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from linkage.discovery.features import FEATURES
from linkage.discovery.tokens import Floats
from linkage.records import Contribution


@dataclass(frozen=True, slots=True)
class ScoreModel:
    """A logistic model in bits over the FEATURES."""

    intercept: float
    coefficients: Floats

    def log_odds(self, matrix: Floats) -> Floats:
        """Return (groups,) log-odds, base 2, of a (groups, features) matrix."""
        return np.asarray(self.intercept + matrix @ self.coefficients)


@cache
def score_model(stage: str = "rings") -> ScoreModel:
    """Read the fitted model of a stage: ``candidates`` or ``rings``."""
    table = _table()[stage]
    values = table["coefficients"]
    return ScoreModel(
        float(table["intercept"]),
        np.array([float(values[feature.__name__]) for feature in FEATURES]),
    )


@cache
def ring_rate() -> float:
    """Return the share of true rings among the grown groups that the model was fitted on."""
    return float(_table()["ring_rate"])


def _table() -> dict[str, Any]:
    text = files("linkage.discovery").joinpath("coefficients.json").read_text("utf-8")
    return dict(json.loads(text))


def probability(log_odds: Floats) -> Floats:
    """Return 1 / (1 + 2^-x), without overflow."""
    return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(log_odds, -1000.0, 1000.0))))


def contributions(row: Floats, shift: float = 0.0) -> tuple[Contribution, ...]:
    """Return the table of evidence of one group, strongest first; its bits sum to its log-odds.

    ``shift`` is what the data at hand say about how common rings are (base_rate.py).
    """
    model = score_model()
    lines = [
        Contribution(f.__name__, float(c * v), float(v), _meaning(f.__doc__))
        for f, c, v in zip(FEATURES, model.coefficients, row, strict=True)
        if c * v != 0.0
    ]
    lines.sort(key=lambda line: (-abs(line.bits), line.name))
    prior = Contribution(
        "prior",
        model.intercept + shift,
        None,
        "A group of accounts that share something, before any fact.",
    )
    return (prior, *lines)


def _meaning(doc: str | None) -> str:
    return " ".join((doc or "").split())
