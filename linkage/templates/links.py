"""From matched prompts to sightings: an account has a template after several distinct prompts.

One prompt that matches may be pasted content, or chance; several different prompts of one script
are use of the script.
"""

from __future__ import annotations

import polars as pl

from linkage.folding import fold_events
from linkage.records import SIGHTINGS, TIME

DISTINCT = 3
"""Distinct prompts of a template from which an account is linked to it."""

EVENTS = pl.Schema(
    {"account": pl.String(), "template": pl.String(), "fingerprint": pl.UInt64(), "time": TIME}
)
"""One row a prompt that matched; ``fingerprint`` tells distinct prompts apart."""


def linked_events(events: pl.DataFrame, distinct: int = DISTINCT) -> pl.DataFrame:
    """Return the events (schema EVENTS) of accounts with enough distinct prompts of the template.

    Accounts that are null are left out. Order-free: give all events of a load at once.
    """
    key = ["account", "template"]
    known = events.drop_nulls(key)
    pairs = (
        known.lazy()
        .select(*key, "fingerprint")
        .unique()
        .group_by(key)
        .len("distinct")
        .filter(pl.col("distinct") >= distinct)
        .select(key)
        .collect()
    )
    return known.join(pairs, on=key, how="semi")


def link_sightings(events: pl.DataFrame, distinct: int = DISTINCT) -> pl.DataFrame:
    """Return records.SIGHTINGS of kind ``template``, sorted, for the linked accounts."""
    linked = linked_events(events, distinct)
    if linked.is_empty():
        return pl.DataFrame(schema=SIGHTINGS)
    folded = fold_events(
        linked.select(
            "account",
            pl.lit("template").alias("kind"),
            pl.col("template").alias("value"),
            "time",
        )
    )
    return folded.sort("account", "value")
