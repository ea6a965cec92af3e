"""Folding: many events to one sighting an (account, kind, value), in any order and grouping."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from linkage.records import HOURS_KEPT, SIGHTINGS

KEY = ("account", "kind", "value")


def fold_events(events: pl.DataFrame) -> pl.DataFrame:
    """Fold events (account, kind, value, time or null) to sightings, one event counted as 1."""
    hour = pl.col("time").dt.epoch("s").floordiv(3600).cast(pl.Int32)
    folded = events.group_by(KEY).agg(
        pl.col("time").min().alias("first_seen"),
        pl.col("time").max().alias("last_seen"),
        pl.len().cast(pl.Int64).alias("count"),
        hour.drop_nulls().unique().alias("hours"),
    )
    return _cut_hours(folded.select(SIGHTINGS.names()))


def merge_sightings(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Merge folded tables into one, sorted by account, kind and value.

    Associative, commutative, and (but for ``count``, which is summed) idempotent.
    """
    if not parts:
        return pl.DataFrame(schema=SIGHTINGS)
    folded = (
        pl.concat(parts, rechunk=False)
        .group_by(KEY)
        .agg(
            pl.col("first_seen").min(),
            pl.col("last_seen").max(),
            pl.col("count").sum(),
            pl.col("hours").explode(empty_as_null=False).drop_nulls().unique(),
        )
    )
    return _cut_hours(folded.select(SIGHTINGS.names())).sort(KEY)


def _cut_hours(sightings: pl.DataFrame) -> pl.DataFrame:
    """Sort the hours of each row and keep the HOURS_KEPT with the smallest hash."""
    long = pl.col("hours").list.len() > HOURS_KEPT
    hours = pl.col("hours")
    if not sightings.select(long.any()).item():
        return sightings.with_columns(hours.list.sort())
    cut = hours.list.eval(pl.element().sort_by(_rank(pl.element())).head(HOURS_KEPT))
    return sightings.with_columns(
        pl.when(long).then(cut).otherwise(hours).list.sort().alias("hours")
    )


def _rank(hour: pl.Expr) -> pl.Expr:
    """Return a fixed 32-bit hash of the hour, a multiply-xor mix that cannot overflow 64 bits."""
    mixed = hour.cast(pl.UInt64)
    for factor in (0x9E3779B1, 0x85EBCA6B):
        mixed = (mixed * pl.lit(factor, pl.UInt64)) % pl.lit(1 << 32, pl.UInt64)
        mixed = mixed.xor(mixed // pl.lit(1 << 16, pl.UInt64))
    return mixed


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
    key = ["kind", "value", "name"]
    return pl.concat(parts).group_by(key).agg(pl.col("text").max()).sort(key)
