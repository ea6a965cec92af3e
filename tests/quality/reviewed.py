"""What reviews change: scores learn from some worlds and are measured on the others.

The worlds are those of the reliability table, as they are and as another service may see them:
there every third group that looks like a ring is a lab that shares devices, cards and scripts for
an honest purpose. No score can know that; reviewers can say it.
"""

from __future__ import annotations

from itertools import chain
from typing import Any

import numpy as np
import polars as pl

from linkage.discovery.calibration import calibrate
from linkage.discovery.reliability import calibration_error
from linkage.discovery.scoring import probability
from linkage.reviews import HONEST, IS_RING, REVIEWS
from tests.quality.tables import Record, markdown

SEEN = 0.5
"""Score from which a group is shown to reviewers."""
REVIEWED = (0, 10, 50, 200)
"""How many groups are reviewed."""
EVERY = 3
"""One in so many rings is a lab on the other service."""
SEED = 5

Point = tuple[float, int, bool]
"""Score, accounts, and whether it is a ring."""


def reviewed_table(records: list[Record]) -> str:
    """Return the error of the scores on worlds without reviews, by the number of reviews."""
    rows = []
    for name, labs in (("as simulated", False), ("with labs", True)):
        worlds = [
            [p for p in _points(r["result"], labs=labs) if p[0] >= SEEN]
            for r in records
            if r["what"] == "scores" and r["result"]
        ]
        learnt, rest = (list(chain(*worlds[part::2])) for part in (0, 1))
        if learnt and rest:
            rows += [[name, *_row(learnt, rest, count)] for count in REVIEWED]
    head = ["worlds", "reviews", "mean score", "are rings", "calibration error"]
    return markdown(head, rows) if rows else ""


def _points(result: list[Any], *, labs: bool) -> list[Point]:
    """Return the groups of a world; of its rings every third one is a lab, or none is."""
    rings = 0
    points = []
    for score, accounts, ring in result:
        rings += ring
        points.append((score, accounts, ring and not (labs and rings % EVERY == 0)))
    return points


def _row(learnt: list[Point], rest: list[Point], count: int) -> list[str]:
    order = np.random.default_rng(SEED).permutation(len(learnt))[:count]
    scores, ring = corrected(reviews_of([learnt[n] for n in order]), rest)
    error = calibration_error(scores, ring)
    return [str(len(order)), f"{scores.mean():.3f}", f"{ring.mean():.3f}", f"{error:.3f}"]


def reviews_of(points: list[Point]) -> pl.DataFrame:
    """Return the decisions of reviewers who are always right (reviews.REVIEWS)."""
    rows = [
        (str(n), "", "rich", _log_odds(score), IS_RING if ring else HONEST, "", [""] * accounts)
        for n, (score, accounts, ring) in enumerate(points)
    ]
    return pl.DataFrame(rows, schema=REVIEWS, orient="row")


def corrected(reviews: pl.DataFrame, points: list[Point]) -> tuple[Any, Any]:
    """Return (groups,) the scores of other groups after the reviews, and 1 for rings, else 0."""
    at = np.array([_log_odds(score) for score, _, _ in points])
    found = calibrate(reviews, "rich")
    if found is not None:
        at = at + found.shifts(at, np.array([accounts for _, accounts, _ in points]))
    return probability(at), np.array([float(ring) for _, _, ring in points])


def _log_odds(score: float) -> float:
    return float(np.log2(score / (1.0 - score)))
