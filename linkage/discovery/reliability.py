"""Do reviewers agree with the score? Mean scores against the share of rings, bin by bin."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from linkage.discovery.calibration import calibrate
from linkage.discovery.scoring import probability
from linkage.discovery.tokens import Floats
from linkage.reviews import IS_RING, counted

EDGES = (0.0, 0.5, 0.7, 0.9, 0.97, 0.99, 0.999, 1.0)
"""Bounds of the bins of the score; the last one is closed."""


FOLDS = 5
"""Parts of the reviews, each of which is corrected by the others to see what that is worth."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Reviewed groups with a score (before reviews) from ``low`` to ``high``."""

    low: float
    high: float
    reviews: int
    score: float
    """Mean score before the reviews."""
    corrected: float
    """Mean score after them."""
    rings: float
    """Share that reviewers called rings."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """The reliability of the score on the reviews of one sort of data."""

    data: str
    reviews: int
    """Decisions that count: ``ring`` and ``honest``."""
    rings: int
    error: float
    """Expected calibration error before the reviews: mean distance of score and share of rings,
    weighted by reviews (Naeini, Cooper and Hauskrecht, 2015)."""
    corrected_error: float
    """The same after them, where each review is corrected by the others (in FOLDS parts)."""
    bins: tuple[Bin, ...]


def reliability(reviews: pl.DataFrame, data: str) -> Reliability:
    """Return how the score agrees with the decisions (reviews.REVIEWS) on groups of such data."""
    judged = counted(reviews, data)
    before, after = corrected_scores(judged)
    ring = (judged["decision"] == IS_RING).to_numpy().astype(np.float64)
    bins = []
    for low, high in pairwise(EDGES):
        inside = (before >= low) & ((before < high) | (high == EDGES[-1]))
        if inside.any():
            means = (float(values[inside].mean()) for values in (before, after, ring))
            bins.append(Bin(low, high, int(inside.sum()), *means))
    return Reliability(
        data,
        judged.height,
        int(ring.sum()),
        calibration_error(before, ring),
        calibration_error(_held_out(judged), ring),
        tuple(bins),
    )


def calibration_error(scores: Floats, ring: Floats) -> float:
    """Return the expected calibration error of scores, where ``ring`` is 1 for rings, else 0."""
    if not len(scores):
        return 0.0
    place = np.searchsorted(EDGES[1:-1], scores, side="right")
    gaps = np.bincount(place, scores - ring, minlength=len(EDGES) - 1)
    return float(np.abs(gaps).sum() / len(scores))


def corrected_scores(reviews: pl.DataFrame) -> tuple[Floats, Floats]:
    """Return (reviews,) the scores of reviewed groups before and after all these reviews."""
    after = np.zeros(reviews.height)
    for data in sorted(set(reviews["data"])):
        mine = (reviews["data"] == data).to_numpy()
        after[mine] = _corrected(reviews.filter(data=data), reviews, data)
    return probability(reviews["log_odds"].to_numpy()), after


def _held_out(judged: pl.DataFrame) -> Floats:
    """Return (reviews,) the scores, each corrected by the parts of the reviews it is not in."""
    part = np.arange(judged.height) % FOLDS
    scores = np.zeros(judged.height)
    for fold in range(FOLDS):
        mine, others = judged.filter(part == fold), judged.filter(part != fold)
        if mine.height:
            scores[part == fold] = _corrected(mine, others, mine["data"][0])
    return scores


def _corrected(groups: pl.DataFrame, reviews: pl.DataFrame, data: str) -> Floats:
    """Return (groups,) the scores of groups (reviews.REVIEWS) of such data after the reviews."""
    log_odds = groups["log_odds"].to_numpy()
    found = calibrate(reviews, data)
    if found is None:
        return probability(log_odds)
    sizes = groups["members"].list.len().to_numpy().astype(np.float64)
    return probability(log_odds + found.shifts(log_odds, sizes))
