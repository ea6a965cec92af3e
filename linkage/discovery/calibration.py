"""The score against what reviewers decided: log-odds are shifted where the two disagree.

Platt scaling fits P(ring | x) = 1 / (1 + 2^-(a x + b)) to judged groups with log-odds ``x`` (Platt,
1999, "Probabilistic outputs for support vector machines"; Niculescu-Mizil and Caruana, 2005,
"Predicting good probabilities with supervised learning"). Here the line is made of pieces: the
shift d = a x + b - x is fitted at KNOTS and is linear between them, because with one line a group
that was judged honest at a low score tilts it and raises the high ones. At each knot k the shift
solves

    sum over reviews i of w_ik (y_i - p(x_i + d))  +  PRIOR (p(x_k) - p(x_k + d))  =  0,

the maximum of a likelihood local to the knot (Loader, 1999, "Local Regression and Likelihood"):
p(x) = 1 / (1 + 2^-x), y_i is 1 for a ring and 0 for an honest group, and w_ik falls from 1 at the
knot to 0 at REACH. The second term is the prior, pseudo-observations that say slope 1 and
intercept 0, so that three reviews hardly move anything and two hundred do.

Honest decisions count fully. What raises a score is held back: only reviews of groups of about the
size count, and z^2 honest decisions are added, which gives the lower limit of the share of rings
where all were rings (Wilson, 1927, "Probable inference"). Among groups that are small, and among
those that are not, scores keep their order; one more honest decision never raises any.

Only groups with a score of one half or more are ever reviewed, and reviewers choose among them:
nothing is learnt about lower scores, nor farther than REACH from any review, and a choice of
strange cases makes the corrected score strange too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.discovery.base_rate import SMALL
from linkage.discovery.scoring import probability, total_bits
from linkage.discovery.tokens import Flags, Floats, Longs
from linkage.records import Contribution
from linkage.reviews import IS_RING, REVIEWED, counted

KNOTS = np.arange(0.0, 25.0, 3.0)
"""Log-odds, base 2, at which the shift is fitted: scores of 50%, 89%, 98.5%, 99.8%, and so on."""
REACH = 6.0
"""Bits from a knot at which a review no longer counts there."""
PRIOR = 50.0
"""Pseudo-observations at each knot that agree with the score."""
Z = 1.645
"""Standard normal quantile of the lower limit, one-sided at 95%, that an upward shift uses."""
SLOPE = 0.1
"""Least slope of the corrected log-odds over the score's own: the order of scores stays."""
_FARTHEST = 64.0
"""Bits by which a score can be shifted at most."""
_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the reviews of one sort of data say: ``small`` and ``large`` (knots,) shifts in bits."""

    small: Floats
    large: Floats
    reviews: int
    rings: int
    digest: str
    """Of all reviews that count."""

    def shifts(self, log_odds: Floats, sizes: Longs | Floats) -> Floats:
        """Return (groups,) the bits to add to the log-odds of groups of so many accounts."""
        few = np.interp(log_odds, KNOTS, self.small)
        return np.where(sizes < SMALL, few, np.interp(log_odds, KNOTS, self.large))

    def line(self, bits: float) -> Contribution:
        """Return the line of a table of evidence that explains a shift."""
        groups = "1 group" if self.reviews == 1 else f"{self.reviews:,} groups"
        meaning = (
            f"Of {groups} of such data, reviewers called {self.rings:,} rings; a score like this"
            " one is corrected by that."
        )
        return Contribution(REVIEWED, bits, float(self.reviews), meaning)


def calibrate(reviews: pl.DataFrame | None, data: str) -> Calibration | None:
    """Fit the reviews (reviews.REVIEWS) of groups in such data; None where no decision counts."""
    if reviews is None:
        return None
    judged = counted(reviews, data)
    if judged.is_empty():
        return None
    judged = judged.select(
        "log_odds",
        (pl.col("decision") == IS_RING).alias("ring"),
        (pl.col("members").list.len() < SMALL).alias("small"),
    ).sort("log_odds", "ring", "small")
    at, ring, small = (judged[name].to_numpy() for name in judged.columns)
    lowered = _fit(at, ring, np.ones(len(at), dtype=np.bool_))
    curves = [_curve(lowered, _fit(at, ring, part, honest=Z**2)) for part in (small, ~small)]
    digest = hashlib.sha256(repr(judged.rows()).encode()).hexdigest()
    return Calibration(curves[0], curves[1], len(at), int(ring.sum()), digest)


def _fit(at: Floats, ring: Flags, counted: Flags, honest: float = 0.0) -> Floats:
    """Return (knots,) the shift at each, with so many honest decisions more; 0 without a review."""
    weights = np.clip(1.0 - np.abs(KNOTS[:, None] - np.clip(at, 0.0, KNOTS[-1])) / REACH, 0.0, 1.0)
    weights = weights * counted
    low, high = np.full(len(KNOTS), -_FARTHEST), np.full(len(KNOTS), _FARTHEST)
    wanted = weights @ ring.astype(np.float64) + PRIOR * probability(KNOTS)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        said = (weights * probability(at + middle[:, None])).sum(axis=1)
        said += (PRIOR + honest) * probability(KNOTS + middle)
        low, high = np.where(said < wanted, middle, low), np.where(said < wanted, high, middle)
    return np.where(weights.any(axis=1), (low + high) / 2.0, 0.0)


def _curve(fitted: Floats, careful: Floats) -> Floats:
    """Return (knots,) the shift: down as fitted, up as the careful fit has it; order is kept.

    Minimum, maximum and the running minimum from above keep what both fits have in common: one
    more honest decision lowers them or leaves them.
    """
    shift = np.minimum(fitted, np.maximum(careful, 0.0))
    rise = KNOTS * (1.0 - SLOPE) + shift
    return np.asarray(np.minimum.accumulate(rise[::-1])[::-1] - KNOTS * (1.0 - SLOPE))


def recalibrated(
    evidence: Sequence[tuple[Contribution, ...]], sizes: Longs, found: Calibration | None
) -> tuple[tuple[Contribution, ...], ...]:
    """Return the tables of evidence, each with what reviews add; unchanged without reviews."""
    if found is None or not evidence:
        return tuple(evidence)
    shifts = found.shifts(total_bits(evidence), sizes)
    return tuple(
        (*lines, found.line(float(bits))) if bits else lines
        for lines, bits in zip(evidence, shifts, strict=True)
    )
