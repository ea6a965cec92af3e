"""Applying one batch inside a transaction: fresh nodes and relationships, or merged ones.

What is there already is read, merged by the same functions as the embedded engine's ledger, and
written back, all in one transaction. Relationships are looked for from the account's side only,
since a popular identifier has too many.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import neo4j
import polars as pl
import pyarrow as pa

from linkage.folding import merge_accounts, merge_attributes, merge_sightings
from linkage.kinds import KindTable
from linkage.records import ACCOUNTS, ATTRIBUTES, SIGHTINGS, TIME
from linkage.store.neo4j.client import run
from linkage.store.neo4j.schema import property_name
from linkage.store.neo4j.statements import statement


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows to apply. ``fresh`` says that the graph holds nothing but this change."""

    part: str
    kind: str
    rows: pl.DataFrame
    kinds: KindTable
    fresh: bool


Writer = Callable[[neo4j.ManagedTransaction, Batch], None]


def write_accounts(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Add accounts, or merge them with those that are there."""
    rows = batch.rows
    if not batch.fresh:
        known = run(tx, statement("known_accounts"), ids=rows["account"].to_list())
        rows = merge_accounts([rows, accounts_frame(known)])
    text = statement("create_accounts" if batch.fresh else "merge_accounts")
    columns = rows.select(
        "account", *seconds("created_at"), "plan", "country", "status", "email_domain"
    )
    run(tx, text, rows=lists(columns))


def write_identifiers(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Add identifiers of one kind."""
    name = "create_identifiers" if batch.fresh else "merge_identifiers"
    text = statement(name, label=batch.kinds[batch.kind].label)
    run(tx, text, ids=batch.rows["value"].to_list(), kind=batch.kind)


def write_parents(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Add nodes behind identifiers; ``kind`` is their label."""
    run(tx, statement("merge_parents", parent=batch.kind), ids=batch.rows["value"].to_list())


def write_attributes(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Set one property of identifiers where it changes, and the node behind them with it."""
    kind = batch.kinds[batch.kind]
    name = batch.rows["name"][0]
    names = {"label": kind.label, "attribute": property_name(kind, name)}
    rows, changed = batch.rows, ATTRIBUTES.to_frame()
    if not batch.fresh:
        ids = rows["value"].to_list()
        known = _attributes(run(tx, statement("known_attribute", **names), ids=ids), rows)
        merged = merge_attributes([rows, known])
        rows = merged.join(known, on=["value", "text"], how="anti")
        changed = known.join(rows, on="value", how="semi")
    pairs = lists(rows.select("value", "text"))
    run(tx, statement("set_attribute", **names), rows=pairs)
    if names["attribute"] == "given_nature":
        text = statement("show_given_nature", label=kind.label)
        run(tx, text, ids=rows["value"].to_list())
    for parent in kind.parents:
        if parent.attribute == name:
            link = {"label": kind.label, "link": parent.relationship, "parent": parent.label}
            if changed.height:
                run(tx, statement("unlink_parents", **link), ids=changed["value"].to_list())
            run(tx, statement("link_parents", **link), rows=pairs)


def write_sightings(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Add relationships of one kind, or merge them with those that are there."""
    kind = batch.kinds[batch.kind]
    names = {"label": kind.label, "relationship": kind.relationship}
    rows = batch.rows
    if not batch.fresh:
        known, numbers = known_sightings(tx, batch)
        merged = merge_sightings([rows, known]).join(numbers, on=["account", "value"], how="left")
        both = merged.filter(pl.col("number").is_not_null())
        if both.height:
            text = statement("change_sightings")
            run(tx, text, rows=lists(both.select("number", *_sighting_columns())))
        rows = merged.filter(pl.col("number").is_null())
    if rows.height:
        columns = rows.select("account", "value", *_sighting_columns())
        run(tx, statement("create_sightings", **names), rows=lists(columns))


def known_sightings(
    tx: neo4j.ManagedTransaction, batch: Batch
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the batch's pairs that are there, and their relationships' numbers."""
    pairs = batch.rows.group_by("account", maintain_order=True).agg("value")
    text = statement("known_sightings", relationship=batch.kinds[batch.kind].relationship)
    found = run(tx, text, rows=lists(pairs))
    known = sightings_frame(batch.kind, _columns(found, 7)[:6])
    numbers = known.select("account", "value").with_columns(
        pl.Series("number", [row[6] for row in found], pl.Int64)
    )
    return known, numbers


def accounts_frame(rows: list[list[Any]]) -> pl.DataFrame:
    """Return accounts from rows whose second column is microseconds since 1970."""
    raw = pl.DataFrame(rows, schema={**ACCOUNTS, "created_at": pl.Int64}, orient="row")
    return raw.with_columns(pl.col("created_at").cast(TIME))


def sightings_frame(kind: str, columns: list[list[Any]]) -> pl.DataFrame:
    """Return sightings from columns: account, value, two times in microseconds, count, hours."""
    names = ("account", "value", "first_seen", "last_seen", "count", "hours")
    times = {"first_seen": pl.Int64(), "last_seen": pl.Int64()}
    schema = pl.Schema({name: times.get(name, SIGHTINGS[name]) for name in names})
    *scalars, hours = columns
    # Arrow makes a column of lists from Python's some ten times as fast as Polars does.
    lists_of_hours = pl.Series(pa.array(hours, pa.large_list(pa.int32())))
    return (
        pl.DataFrame(dict(zip(names, (*scalars, lists_of_hours), strict=True)), schema=schema)
        .with_columns(
            pl.lit(kind).alias("kind"),
            pl.col("first_seen", "last_seen").cast(TIME),
            pl.col("hours").fill_null(pl.lit([], pl.List(pl.Int32))),
        )
        .select(SIGHTINGS.names())
    )


def _attributes(found: list[list[Any]], rows: pl.DataFrame) -> pl.DataFrame:
    known = pl.DataFrame(found, schema={"value": pl.String, "text": pl.String}, orient="row")
    same = rows.head(1).select("kind", "name")
    return known.join(same, how="cross").select(ATTRIBUTES.names())


def _sighting_columns() -> list[pl.Expr | str]:
    """Return what a relationship holds; no hours are no property, as after an import."""
    hours = pl.when(pl.col("hours").list.len() > 0).then("hours")
    return [*seconds("first_seen"), *seconds("last_seen"), "count", hours]


def seconds(name: str) -> tuple[pl.Expr, pl.Expr]:
    """Return a time as whole seconds since 1970 (rounded down) and nanoseconds.

    Times as numbers pass the driver's encoder three times as fast as datetimes.
    """
    return (
        pl.col(name).dt.epoch("us").floordiv(1_000_000).alias(f"{name}_seconds"),
        pl.col(name).dt.nanosecond().cast(pl.Int64).alias(f"{name}_nanoseconds"),
    )


def lists(frame: pl.DataFrame) -> list[list[Any]]:
    """Return rows as lists, which the driver encodes faster than maps."""
    return [list(row) for row in frame.iter_rows()]


def _columns(rows: list[list[Any]], width: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]


DELTA_WRITERS: Mapping[str, Writer] = {
    "accounts": write_accounts,
    "identifiers": write_identifiers,
    "parents": write_parents,
    "attributes": write_attributes,
    "sightings": write_sightings,
}
"""What applies each part of a delta but ``pending``."""
