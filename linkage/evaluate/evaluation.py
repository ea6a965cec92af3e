"""What was found, held against the truth."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import polars as pl

from linkage.evaluate.clustering import Agreement, Codes, Contingency
from linkage.evaluate.frames import check_members, check_truth


@dataclass(frozen=True, slots=True)
class Clustering:
    """How two partitions of the same accounts agree."""

    accounts: int
    pairwise: Agreement
    b_cubed: Agreement
    adjusted_rand: float


@dataclass(frozen=True, slots=True)
class TrueRing:
    """What became of one true ring or campaign."""

    name: str
    accounts: int
    flagged: float
    """Share of its accounts that stand in any predicted ring."""
    found: float
    """Share of its accounts in the predicted ring (or campaign) that holds most of them."""
    purity: float
    """Share of that predicted ring's judged accounts that belong here; 0 if nothing was found."""
    match: str | None
    """The predicted ring or campaign that holds most of them."""


@dataclass(frozen=True, slots=True)
class HonestKind:
    """Honest accounts of one kind, and how many of them stand in a predicted ring."""

    kind: str
    accounts: int
    flagged: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All measures of one prediction."""

    all: Clustering
    """Over every judged account."""
    rings: Clustering
    """Over the accounts of true rings only, which is kinder on precision."""
    accounts: Agreement
    """Over accounts: standing in a predicted ring against belonging to a true one."""
    flagged: int
    true_rings: tuple[TrueRing, ...]
    campaigns: tuple[TrueRing, ...]
    honest: tuple[HonestKind, ...]

    @property
    def rings_found(self) -> int:
        """Number of true rings of which one predicted ring holds half the accounts or more."""
        return sum(ring.found >= 0.5 for ring in self.true_rings)

    def to_dict(self) -> dict[str, Any]:
        """Return all measures as plain data."""
        return asdict(self) | {"rings_found": self.rings_found}


def evaluate(truth: pl.DataFrame, members: pl.DataFrame) -> Evaluation:
    """Compare a prediction with the truth; raise `InputError` for frames that cannot be used.

    ``truth`` has account, cluster, status and optionally campaign and kind; ``members`` has
    account, ring and optionally campaign. Accounts that are not among the members are alone;
    accounts of status ``unknown``, and members that the truth does not name, are left out.
    """
    frame = (
        check_truth(truth)
        .filter(pl.col("status") != "unknown")
        .join(check_members(members), on="account", how="left", suffix="_found")
        .with_columns(
            pl.coalesce("campaign_found", "ring").alias("campaign_found"),
            (pl.col("status") == "cluster").alias("bad"),
            pl.col("ring").is_not_null().alias("flagged"),
        )
    )
    bad = frame.filter("bad")
    right = int(bad["flagged"].sum())
    flagged = int(frame["flagged"].sum())
    return Evaluation(
        all=_clustering(frame),
        rings=_clustering(bad),
        accounts=Agreement.of(
            right / flagged if flagged else 1.0, right / bad.height if bad.height else 1.0
        ),
        flagged=flagged,
        true_rings=_matches(frame, "cluster", "ring"),
        campaigns=_matches(frame, "campaign", "campaign_found"),
        honest=_honest(frame),
    )


def _clustering(frame: pl.DataFrame) -> Clustering:
    """Compare ``cluster`` with ``ring``; accounts without one are alone."""
    bad = frame["bad"].to_numpy()
    outside = (frame["status"] == "outside").to_numpy()
    cells = Contingency(_codes(frame["cluster"], bad), _codes(frame["ring"]), outside)
    return Clustering(
        accounts=frame.height,
        pairwise=cells.pairwise(),
        b_cubed=cells.b_cubed(),
        adjusted_rand=cells.adjusted_rand(),
    )


def _codes(labels: pl.Series, counted: np.ndarray[Any, np.dtype[np.bool_]] | None = None) -> Codes:
    """Return a number for each label, and one of its own where there is none."""
    known = labels.is_not_null().to_numpy()
    if counted is not None:
        known = known & counted
    codes = -1 - np.arange(len(labels), dtype=np.int64)
    if known.any():
        codes[known] = labels.filter(pl.Series(known)).rank("dense").to_numpy()
    return codes


def _matches(frame: pl.DataFrame, true: str, found: str) -> tuple[TrueRing, ...]:
    """Match each true group with the predicted one that holds most of its accounts."""
    bad = frame.filter(pl.col("bad") & pl.col(true).is_not_null())
    sizes = bad.group_by(true).agg(pl.len().alias("accounts"), pl.col("flagged").mean())
    judged = frame.group_by(found).agg(pl.len().alias("judged"))
    best = (
        bad.filter(pl.col(found).is_not_null())
        .group_by(true, found)
        .agg(pl.len().alias("shared"))
        .sort(["shared", found], descending=[True, False])
        .unique(true, keep="first", maintain_order=True)
        .join(judged, on=found, how="left")
    )
    rows = sizes.join(best, on=true, how="left").sort(["accounts", true], descending=[True, False])
    return tuple(
        TrueRing(
            name=row[true],
            accounts=row["accounts"],
            flagged=row["flagged"],
            found=(row["shared"] or 0) / row["accounts"],
            purity=row["shared"] / row["judged"] if row["shared"] else 0.0,
            match=row[found],
        )
        for row in rows.iter_rows(named=True)
    )


def _honest(frame: pl.DataFrame) -> tuple[HonestKind, ...]:
    """Count the honest accounts of each kind; without kinds they are all of kind ``honest``."""
    counts = (
        frame.filter(~pl.col("bad"))
        .group_by(pl.col("kind").fill_null("honest"))
        .agg(pl.len().alias("accounts"), pl.col("flagged").sum())
        .sort("kind")
    )
    return tuple(
        HonestKind(row["kind"], row["accounts"], int(row["flagged"]))
        for row in counts.iter_rows(named=True)
    )
