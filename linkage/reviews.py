"""What reviewers decided about rings, and the evidence as it was when they did.

A ring that was wrong disappears in later runs, so that a review keeps what it was about: the
accounts, and the log-odds of the score, of the model in force, before any correction by reviews.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

IS_RING, HONEST, UNSURE = "ring", "honest", "unsure"
DECISIONS = (IS_RING, HONEST, UNSURE)
"""What a reviewer may say of a group; ``unsure`` counts for nothing and takes a decision back."""

REVIEWED = "reviewed_rings"
"""Name of the contribution by which reviews correct a score."""

REVIEWS = pl.Schema(
    {
        "ring": pl.String(),
        "run": pl.String(),
        "data": pl.String(),
        "log_odds": pl.Float64(),
        "decision": pl.String(),
        "note": pl.String(),
        "members": pl.List(pl.String()),
    }
)
"""One row a reviewed ring or candidate, by its id: the run that had found it, the model that scored
it (``rich`` or ``poor`` data), the log-odds (base 2) of its score without REVIEWED, the decision
and the reviewer's note, and its accounts, sorted."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer says of a ring; ``where`` is the file and line that say so, if any."""

    ring: str
    decision: str
    """One of `DECISIONS`."""
    note: str = ""
    where: str = ""


def counted(reviews: pl.DataFrame, data: str) -> pl.DataFrame:
    """Return the reviews (REVIEWS) of groups in such data whose decision counts."""
    return reviews.filter(pl.col("decision").is_in([IS_RING, HONEST]), data=data)


def merge_reviews(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return the reviews (REVIEWS) sorted by ring; of one ring the last row counts."""
    rows = pl.concat(
        [REVIEWS.to_frame(), *(p.select(REVIEWS.names()).cast(REVIEWS) for p in parts)]
    )
    return rows.unique("ring", keep="last", maintain_order=True).sort("ring")
