"""Sightings of any kind: account, kind, value and a time, or already folded rows."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from linkage.config import Config
from linkage.intake.identify import Identifiers
from linkage.intake.loading import Batch, Field, Source, configured
from linkage.records import SIGHTINGS, TIME
from linkage_loaders import common


class Sightings:
    """Loads one event a row, or one folded (account, kind, value) a row."""

    name = "sightings"
    fields: tuple[Field, ...] = (
        common.ACCOUNT,
        Field("kind", ("kind", "identifier_kind", "identifier_type"), required=True),
        Field("value", ("value", "identifier", "identifier_value"), required=True),
        common.TIME,
        Field("first_seen", ("first_seen", "first"), "time"),
        Field("last_seen", ("last_seen", "last"), "time"),
        Field("count", ("count", "events"), "count"),
        common.EVENT_ID,
    )

    def load(self, source: Source, config: Config) -> Iterator[Batch]:
        """Yield events, or folded rows if the file has first_seen, last_seen or count."""
        identifiers = Identifiers(source.name, config)
        for chunk in source.chunks(configured(self, config)):
            frame = identifiers.start(chunk)
            frame = _known_kinds(identifiers, frame, config)
            folded = {"first_seen", "last_seen", "count"} & set(frame.columns)
            if folded:
                frame = _check_folded(identifiers, frame)
            parts = [
                identifiers.clean(part, "value", str(kind))
                for (kind,), part in frame.partition_by("kind", as_dict=True).items()
            ]
            yield Batch(
                rows=chunk.frame.height + len(chunk.rejects),
                events=None if folded else _events(identifiers, parts, self.name),
                folded=_folded(identifiers, parts) if folded else None,
                rejects=identifiers.rejects,
                dropped=identifiers.dropped,
            )


def _known_kinds(identifiers: Identifiers, frame: pl.DataFrame, config: Config) -> pl.DataFrame:
    """Put kinds under the table's own names; reject the rows of unknown ones."""
    kinds = frame["kind"].str.to_lowercase()
    names = {kind: config.kinds.canonical(kind) for kind in kinds.unique()}
    known = kinds.replace_strict(names, return_dtype=pl.String) if names else kinds
    frame = frame.with_columns(known.alias("kind"))
    return identifiers.refuse(
        frame, known.is_null(), "unknown kind: declare it in linkage.toml or use --declare-kinds"
    )


def _check_folded(identifiers: Identifiers, frame: pl.DataFrame) -> pl.DataFrame:
    """Fill in what a folded row leaves out, and reject rows that contradict themselves."""
    for name in ("first_seen", "last_seen", "time"):
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None, TIME).alias(name))
    if "count" not in frame.columns:
        frame = frame.with_columns(pl.lit(1, pl.Int64).alias("count"))
    frame = frame.with_columns(
        pl.coalesce("first_seen", "time", "last_seen"),
        pl.coalesce("last_seen", "time", pl.col("first_seen")),
        pl.col("count").fill_null(1),
    )
    late = frame["first_seen"] > frame["last_seen"]
    frame = identifiers.refuse(frame, late, "first_seen is after last_seen")
    return identifiers.refuse(frame, frame["count"] == 0, "count is 0")


def _events(identifiers: Identifiers, parts: list[pl.DataFrame], loader: str) -> pl.DataFrame:
    """Return events; an event id names one event for each (kind, value) it stands with."""
    found = [
        identifiers.events(_named_by_value(part), {"value": str(part["kind"][0])}, loader)
        for part in parts
        if part.height
    ]
    return pl.concat(found) if found else pl.DataFrame()


def _named_by_value(part: pl.DataFrame) -> pl.DataFrame:
    if "event_id" not in part.columns:
        return part
    named = pl.concat_str("event_id", "kind", "value", separator="\0")
    return part.with_columns(pl.when(pl.col("event_id") != "").then(named).alias("event_id"))


def _folded(identifiers: Identifiers, parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Return folded rows; their known hours are those of the first and the last sighting."""
    first, last = (
        pl.col(name).dt.epoch("s").floordiv(3600).cast(pl.Int32)
        for name in ("first_seen", "last_seen")
    )
    hours = (  # neither comes without the other, and they are in order
        pl.when(first.is_null())
        .then(pl.lit([], pl.List(pl.Int32)))
        .when(first == last)
        .then(pl.concat_list(first))
        .otherwise(pl.concat_list(first, last))
    )
    found = [
        part.with_columns(
            identifiers.hashed(str(part["kind"][0]), part["value"]).alias("value"),
            hours.alias("hours"),
        )
        .drop_nulls("value")
        .select(SIGHTINGS.names())
        for part in parts
        if part.height
    ]
    return pl.concat(found) if found else pl.DataFrame(schema=SIGHTINGS)
