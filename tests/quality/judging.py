"""One row of the result table: a method on a world, judged by `linkage.evaluate`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from linkage.evaluate import Evaluation, evaluate

GROUPS = {
    "universities": ("campus", "class"),
    "companies": ("company",),
    "resellers": ("reseller",),
}
"""Honest groups that must not be called rings, by the kinds of their accounts."""
HALF = 0.5


def judge(truth: pl.DataFrame, members: pl.DataFrame) -> dict[str, Any]:
    """Return the measures of a prediction (account, ring and optionally campaign)."""
    found = evaluate(truth, members)
    small = [r for r in found.true_rings if r.name in _small_rings(truth)]
    return {
        "precision": found.accounts.precision,
        "recall": found.accounts.recall,
        "ring_f1": found.rings.b_cubed.f1,
        "all_f1": found.all.b_cubed.f1,
        **_campaign(found),
        "small": len(small),
        "small_found": sum(r.found >= HALF and r.purity >= HALF for r in small),
        "flagged": found.flagged,
        "accounts": truth.height,
        "rings": members["ring"].n_unique(),
        "honest": {h.kind: h.flagged for h in found.honest if h.flagged},
        "groups": honest_groups(truth, members),
    }


def _small_rings(truth: pl.DataFrame) -> set[str]:
    """Return the true rings that are no shard of a campaign."""
    return set(truth.filter(pl.col("kind") == "ring")["cluster"])


def _campaign(found: Evaluation) -> dict[str, float]:
    """Return how much of the largest campaign stands together, and how pure that group is."""
    if not found.campaigns:
        return {"campaign": 0.0, "purity": 0.0}
    return {"campaign": found.campaigns[0].found, "purity": found.campaigns[0].purity}


def honest_groups(truth: pl.DataFrame, members: pl.DataFrame) -> dict[str, int]:
    """Count the predicted rings of which half the accounts or more are of one honest sort."""
    counts = {}
    for name, kinds in GROUPS.items():
        share = (
            members.join(truth.select("account", "kind"), on="account", how="inner")
            .group_by("ring")
            .agg(pl.col("kind").is_in(kinds).mean())
        )
        counts[name] = share.filter(pl.col("kind") >= HALF).height
    return counts


def reliability(truth: pl.DataFrame, members: pl.DataFrame, scores: Iterable[Any]) -> list[Any]:
    """Return (score, accounts, is it a ring) of each predicted ring.

    It is a ring if more than half of its accounts belong to one operator, which is a campaign or,
    outside campaigns, a ring.
    """
    operator = truth.select(
        "account",
        pl.when(pl.col("campaign") != "").then("campaign").otherwise("cluster").alias("who"),
    ).with_columns(pl.col("who").replace("", None))
    counted = (
        members.join(operator, on="account")
        .group_by("ring", "who")
        .len()
        .group_by("ring")
        .agg(
            pl.col("len").sum().alias("accounts"),
            pl.col("len").filter(pl.col("who").is_not_null()).max().fill_null(0).alias("most"),
        )
    )
    truths = {r: (n, 2 * most > n) for r, n, most in counted.iter_rows()}
    return [[ring.score, truths[ring.id][0], truths[ring.id][1]] for ring in scores]
