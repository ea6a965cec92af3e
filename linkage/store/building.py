"""Building the embedded graph from the ledger: schema, then columns, then counts.

Nothing here names the engine: ``run`` executes a query file and returns its first row's first
value, so that the order of tables and columns can be read in one place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from linkage.errors import StoreError
from linkage.kinds import IdentifierKind
from linkage.store.ledger import Ledger

FORMAT = 3
"""Raised when the layout of the graph changes, so that older graph files are rebuilt."""

BASE = (
    "id",
    "kind",
    "accounts",
    "bits",
    "hub",
    "nature",
    "hub_reason",
    "nature_reason",
    "in_rings",
)
"""Columns of every table of identifiers, before the attributes of its kind."""

_RING_NODES = (
    ("Ring", "ring", "rings"),
    ("Candidate", "candidate", "candidates"),
    ("Campaign", "campaign", "campaigns"),
)

Run = Callable[..., Any]
"""``run(query_name, rows=…, **placeholders)``."""


def build_graph(run: Run, ledger: Ledger) -> int:
    """Fill an empty graph from the ledger; the number of relationships. Raises `StoreError`."""
    run("schema/macros")
    run("schema/account")
    accounts = ledger.accounts()
    _copy_nodes(run, "Account", accounts)
    attributes = ledger.attributes()
    weights = ledger.findings("weights")
    parents: dict[str, set[str]] = {}
    total = 0
    for kind in ledger.kinds.values():
        own = attributes.filter(pl.col("kind") == kind.name)
        total += _build_kind(run, kind, ledger.sightings(kind.name), own, weights)
        for parent in kind.parents:
            ids = own.filter(pl.col("name") == parent.attribute)["text"]
            parents.setdefault(parent.label, set()).update(ids.drop_nulls())
    total += _build_parents(run, ledger, attributes, parents)
    return total + _build_findings(run, ledger)


def _build_kind(
    run: Run,
    kind: IdentifierKind,
    sightings: pl.DataFrame,
    attributes: pl.DataFrame,
    weights: pl.DataFrame,
) -> int:
    """Create and fill the identifiers of one kind and their relationships from accounts."""
    run("schema/identifier", label=kind.label)
    extra = [name for name in kind.attributes if name not in BASE]
    for name in extra:
        run("schema/attribute", label=kind.label, attribute=name)
    values = pl.concat([sightings["value"], attributes["value"]]).unique().sort()
    nodes = pl.DataFrame({"id": values, "kind": pl.repeat(kind.name, len(values), eager=True)})
    own = weights.filter(pl.col("kind") == kind.name).drop("kind")
    nodes = nodes.join(own, left_on="id", right_on="value", how="left", maintain_order="left")
    for name in kind.attributes:
        given = attributes.filter(pl.col("name") == name).select(
            pl.col("value").alias("id"), pl.col("text").alias("given")
        )
        nodes = nodes.join(given, on="id", how="left", maintain_order="left")
        known = pl.col(name) if name in BASE else pl.lit(None, pl.String)
        nodes = nodes.with_columns(pl.coalesce(known, "given").alias(name)).drop("given")
    _copy_nodes(run, kind.label, nodes.select(*BASE, *extra))
    run("schema/sighted", label=kind.label, relationship=kind.relationship)
    links = sightings.select("account", "value", "first_seen", "last_seen", "count", "hours")
    return _copy_links(run, kind.relationship, links)


def _build_parents(
    run: Run, ledger: Ledger, attributes: pl.DataFrame, parents: dict[str, set[str]]
) -> int:
    """Create the nodes behind identifiers and the relationships to them."""
    for label, ids in parents.items():
        run("schema/parent", parent=label)
        _copy_nodes(run, label, pl.DataFrame({"id": sorted(ids)}, schema={"id": pl.String}))
    total = 0
    for kind in ledger.kinds.values():
        for parent in kind.parents:
            names = {"label": kind.label, "parent": parent.label, "link": parent.relationship}
            run("schema/parent_link", **names)
            links = attributes.filter(
                (pl.col("kind") == kind.name)
                & (pl.col("name") == parent.attribute)
                & pl.col("text").is_not_null()
            ).select("value", "text")
            total += _copy_links(run, parent.relationship, links)
    return total


def _build_findings(run: Run, ledger: Ledger) -> int:
    """Create rings, campaigns and the run, and the relationships between them."""
    for label, schema, table in (*_RING_NODES, ("Run", "run", "runs")):
        run(f"schema/{schema}")
        _copy_nodes(run, label, ledger.findings(table))
    for schema in ("member_of", "part_of", "found_in"):
        run(f"schema/{schema}")
    members = ledger.findings("members").select("account", "ring", "score", "core")
    found = ledger.findings("rings").select(pl.col("id").alias("ring"))
    found = found.join(ledger.findings("runs").select(pl.col("id").alias("run")), how="cross")
    return (
        _copy_links(run, "MEMBER_OF", members)
        + _copy_links(run, "PART_OF", ledger.findings("parts"))
        + _copy_links(run, "FOUND_IN", found)
    )


def _copy_nodes(run: Run, label: str, nodes: pl.DataFrame) -> None:
    """Copy nodes; the key is checked first, since the engine aborts on a duplicate one."""
    key = nodes.columns[0]
    if nodes[key].null_count() or not nodes[key].is_unique().all():
        raise StoreError(f"the ledger is damaged: a key of {label} is missing or stands twice")
    if nodes.height:
        run("write/copy", rows=nodes.to_arrow(), label=label)
    _check(label, nodes.height, run("write/count_nodes", label=label))


def _copy_links(run: Run, relationship: str, links: pl.DataFrame) -> int:
    if links.height:
        run("write/copy", rows=links.to_arrow(), label=relationship)
    _check(relationship, links.height, run("write/count_relationships", relationship=relationship))
    return links.height


def _check(name: str, wanted: int, found: object) -> None:
    if found != wanted:
        raise StoreError(f"the embedded graph holds {found} {name}, the ledger {wanted}")
