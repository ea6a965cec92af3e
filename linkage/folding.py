"""Folding: many events to one sighting an (account, kind, value), in any order and grouping.

Grouping runs on dictionary codes (Polars categoricals), first by key and hour, then by key: so
no group ever needs a ``unique`` of its own, which is what makes list aggregation slow.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from linkage.records import ENOUGH_PROMPTS, HOURS_KEPT, PENDING, SIGHTINGS, TIME

KEY = ("account", "kind", "value")


def fold_events(events: pl.DataFrame) -> pl.DataFrame:
    """Fold events (account, kind, value, time or null) to sightings, one event counted as 1.

    The rows of the answer stand in no particular order.
    """
    hourly = (
        events.select(
            pl.col(KEY).cast(pl.Categorical),
            pl.col("time").cast(TIME),
            pl.col("time").dt.epoch("s").floordiv(3600).cast(pl.Int32).alias("hour"),
        )
        .group_by(*KEY, "hour")
        .agg(
            pl.col("time").min().alias("first_seen"),
            pl.col("time").max().alias("last_seen"),
            pl.len().cast(pl.Int64).alias("count"),
        )
    )
    folded = (
        hourly.sort("hour")
        .group_by(KEY)
        .agg(
            pl.col("first_seen").min(),
            pl.col("last_seen").max(),
            pl.col("count").sum(),
            pl.col("hour").alias("hours"),
        )
        .with_columns(pl.col("hours").list.drop_nulls())
    )
    return cut_hours(folded.cast(SIGHTINGS))


def merge_sightings(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Merge folded tables into one, sorted by account, kind and value.

    Associative, commutative, and (but for ``count``, which is summed) idempotent.
    """
    return combine_sightings(parts).sort(KEY)


def combine_sightings(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Merge folded tables into one without sorting it.

    Rows whose key occurs once pass through untouched: their hours are ascending and few already.
    A 64-bit hash of the key finds them; the rest, and the few that collide, are grouped exactly.
    """
    filled = [part.select(SIGHTINGS.names()) for part in parts if part.height]
    if not filled:
        return pl.DataFrame(schema=SIGHTINGS)
    rows = pl.concat(filled, rechunk=False)
    repeated = rows.select(pl.struct(KEY).hash().is_duplicated().alias("repeated"))["repeated"]
    if not repeated.any():
        return rows
    return pl.concat([rows.filter(~repeated), _group(rows.filter(repeated))])


def _group(rows: pl.DataFrame) -> pl.DataFrame:
    """Merge sightings whose keys occur more than once."""
    coded = rows.with_columns(pl.col(KEY).cast(pl.Categorical))
    totals = coded.group_by(KEY).agg(
        pl.col("first_seen").min(), pl.col("last_seen").max(), pl.col("count").sum()
    )
    hours = (
        coded.select(*KEY, "hours")
        .explode("hours", empty_as_null=False)
        .drop_nulls("hours")
        .unique()
        .sort("hours")
        .group_by(KEY)
        .agg("hours")
    )
    merged = totals.join(hours, on=KEY, how="left").with_columns(
        pl.col("hours").fill_null(pl.lit([], SIGHTINGS["hours"]))
    )
    return cut_hours(merged.select(SIGHTINGS.names()).cast(SIGHTINGS))


def cut_hours(sightings: pl.DataFrame) -> pl.DataFrame:
    """Keep the HOURS_KEPT hours with the smallest hash; hours come and stay ascending."""
    long = sightings["hours"].list.len() > HOURS_KEPT
    if not long.any():
        return sightings
    rows = sightings.filter(long)
    starts = rows["hours"].list.len().cum_sum() - rows["hours"].list.len()
    kept = (
        rows.select(pl.int_range(pl.len()).alias("row"), starts.alias("start"), pl.col("hours"))
        .explode("hours", empty_as_null=False)
        .sort("row", _rank(pl.col("hours")))
        .filter(pl.int_range(pl.len()) - pl.col("start") < HOURS_KEPT)
        .sort("row", "hours")
        .group_by("row", maintain_order=True)
        .agg("hours")
    )
    return pl.concat([sightings.filter(~long), rows.with_columns(kept["hours"])])


def _rank(hour: pl.Expr) -> pl.Expr:
    """Return a fixed 32-bit hash of the hour, a multiply-xor mix that cannot overflow 64 bits."""
    mixed = hour.cast(pl.UInt64)
    for factor in (0x9E3779B1, 0x85EBCA6B):
        mixed = (mixed * pl.lit(factor, pl.UInt64)) % pl.lit(1 << 32, pl.UInt64)
        mixed = mixed.xor(mixed // pl.lit(1 << 16, pl.UInt64))
    return mixed


def merge_pending(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Merge tables of records.PENDING into one, sorted; a key may stand twice in a part.

    Of the prompts of a key the ENOUGH_PROMPTS smallest hashes are kept.
    """
    rows = pl.concat([PENDING.to_frame(), *(part.select(PENDING.names()) for part in parts)])
    if not rows.select(pl.struct(KEY).is_duplicated().any()).item():
        return rows.sort(KEY)
    prompts = smallest_prompts(rows.select(*KEY, "prompts").explode("prompts", empty_as_null=False))
    return merge_sightings([rows]).join(prompts, on=KEY, how="left", maintain_order="left")


def smallest_prompts(rows: pl.DataFrame) -> pl.DataFrame:
    """Return for each key a list of its ENOUGH_PROMPTS smallest ``prompts`` (hashes, one a row)."""
    return (
        rows.select(*KEY, "prompts")
        .unique()
        .sort(*KEY, "prompts")
        .group_by(KEY, maintain_order=True)
        .agg(pl.col("prompts").head(ENOUGH_PROMPTS))
    )


def settle(pending: pl.DataFrame, known: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split records.PENDING into the sightings that count and the rows that go on waiting.

    A row counts with ENOUGH_PROMPTS prompts, or where its key is among the ``known`` sightings.
    """
    key = pl.DataFrame({"row": pl.arange(pending.height, eager=True)}).hstack(pending.select(KEY))
    linked = key.join(known.select(KEY), on=KEY, how="semi")["row"]
    counts = (pending["prompts"].list.len() >= ENOUGH_PROMPTS) | key["row"].is_in(linked.implode())
    return pending.filter(counts).select(SIGHTINGS.names()), pending.filter(~counts)


def merge_accounts(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Merge account tables: the earliest created_at; of two texts the greater one; sorted."""
    texts = ("plan", "country", "status", "email_domain")
    return (
        pl.concat(parts)
        .group_by("account")
        .agg(pl.col("created_at").min(), *(pl.col(name).max() for name in texts))
        .sort("account")
    )


def merge_attributes(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Merge identifier properties: of two texts of one property the greater one; sorted."""
    rows = pl.concat(parts)
    # By kind and name first: one text to group and sort by instead of three is twice as fast.
    merged = [
        part.group_by("value").agg(pl.col("kind", "name").first(), pl.col("text").max())
        for part in rows.partition_by("kind", "name")
    ]
    return pl.concat([rows.clear(), *(part.select(rows.columns) for part in merged)]).sort(
        "kind", "value", "name"
    )
