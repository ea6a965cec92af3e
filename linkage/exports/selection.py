"""What is exported: one ring with what its members share, or the whole graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from linkage.exports.pseudonyms import Pseudonyms
from linkage.exports.subgraph import Edge, Node, Subgraph, Value
from linkage.kinds import KindTable
from linkage.records import TIME

Mask = Callable[[str, str], str]
"""(kind, value) to the value as it may be shown."""


_UNSHOWN = ("scaffold", "strength", "examples")
"""Properties by which linkage knows a template again, and examples, which are shown on request."""

RINGS = pl.Schema(
    {
        "ring": pl.String(),
        "campaign": pl.String(),
        "accounts": pl.Int64(),
        "core": pl.Int64(),
        "score": pl.Float64(),
        "verdict": pl.String(),
        "first_seen": TIME,
        "last_seen": TIME,
    }
)
"""One row a ring: its id and the properties of its node that are exported."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The graph as tables (schemas in `linkage.records`), each sorted by its key."""

    accounts: pl.DataFrame
    sightings: pl.DataFrame
    attributes: pl.DataFrame
    members: pl.DataFrame
    weights: pl.DataFrame
    rings: pl.DataFrame
    """One row a ring (`RINGS`)."""


def ring_tables(tables: Tables, rings: pl.Series) -> Tables:
    """Return the rings, their members, and the identifiers that two or more members share."""
    members = tables.members.filter(pl.col("ring").is_in(rings.implode()))
    names = members["account"].unique().implode()
    sightings = tables.sightings.filter(pl.col("account").is_in(names))
    key = ["kind", "value"]
    shared = sightings.group_by(key).len().filter(pl.col("len") > 1).select(key)
    return Tables(
        accounts=tables.accounts.filter(pl.col("account").is_in(names)),
        sightings=sightings.join(shared, on=key, how="semi", maintain_order="left"),
        attributes=tables.attributes.join(shared, on=key, how="semi", maintain_order="left"),
        members=members,
        weights=tables.weights.join(shared, on=key, how="semi", maintain_order="left"),
        rings=tables.rings.filter(pl.col("ring").is_in(rings.implode())),
    )


def subgraph(tables: Tables, kinds: KindTable, mask: Mask, *, hours: bool = False) -> Subgraph:
    """Return the tables as nodes and relationships, in the order of their keys.

    Personal values go through ``mask``; two values that look the same masked are numbered.
    ``hours`` adds the kept hours of activity (hours since 1970) to each link.
    """
    names = Pseudonyms(mask)
    identifiers = _identifiers(tables)
    text = (
        pl.col("hours").cast(pl.List(pl.String)).list.join(" ")
        if hours
        else pl.lit(None, pl.String)
    )
    links = tables.sightings.sort("kind", "value", "account").with_columns(
        text.replace("", None).alias("hours")
    )
    return Subgraph(
        nodes=lambda: _nodes(tables, identifiers, kinds, names),
        edges=lambda: _edges(tables, links, kinds, names),
    )


def _identifiers(tables: Tables) -> pl.DataFrame:
    """Return kind, value, accounts, bits, hub, nature and attributes, one row an identifier."""
    key = ["kind", "value"]
    seen = tables.sightings.select(key).unique()
    shown = tables.attributes.filter(~pl.col("name").is_in(_UNSHOWN))
    texts = shown.group_by(key).agg(pl.struct("name", "text").sort().alias("texts"))
    return seen.join(tables.weights, on=key, how="left").join(texts, on=key, how="left").sort(key)


def _nodes(
    tables: Tables, identifiers: pl.DataFrame, kinds: KindTable, names: Pseudonyms
) -> Iterator[Node]:
    for row in tables.accounts.sort("account").iter_rows(named=True):
        yield Node("Account", row.pop("account"), _filled(row))
    for row in identifiers.iter_rows(named=True):
        kind, value = row.pop("kind"), row.pop("value")
        texts = {entry["name"]: entry["text"] for entry in row.pop("texts") or ()}
        yield Node(kinds[kind].label, names.of(kind, value), _filled(texts | row))
    for row in tables.rings.sort("ring").iter_rows(named=True):
        yield Node("Ring", row.pop("ring"), _filled(row))


def _edges(
    tables: Tables, links: pl.DataFrame, kinds: KindTable, names: Pseudonyms
) -> Iterator[Edge]:
    for row in links.iter_rows(named=True):
        kind = kinds[row["kind"]]
        end = (kind.label, names.of(kind.name, row["value"]))
        seen = {name: row[name] for name in ("first_seen", "last_seen", "count", "hours")}
        yield Edge(kind.relationship, ("Account", row["account"]), end, _filled(seen))
    for row in tables.members.sort("ring", "account").iter_rows(named=True):
        ends = ("Account", row["account"]), ("Ring", row["ring"])
        yield Edge("MEMBER_OF", *ends, _filled({"score": row["score"], "core": row["core"]}))


def _filled(row: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in row.items() if value is not None}
