"""Applying one batch of findings inside a transaction, after making room for them."""

from __future__ import annotations

from collections.abc import Mapping

import neo4j

from linkage.store.findings import WEIGHTED
from linkage.store.neo4j.client import run
from linkage.store.neo4j.statements import statement
from linkage.store.neo4j.writing import Batch, Writer, lists, seconds

STRETCH = 20_000
"""Nodes or relationships that one transaction forgets."""


def write_weights(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Set what sharing the identifiers of one kind is worth."""
    text = statement("set_weights", label=batch.kinds[batch.kind].label)
    columns = [name for name in WEIGHTED.names() if name != "kind"]
    run(tx, text, rows=lists(batch.rows.select(columns)))


def write_rings(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Add rings; their times go apart, since a map cannot carry them fast."""
    _write_groups(tx, batch, "Ring")


def write_candidates(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Add groups that are not flagged."""
    _write_groups(tx, batch, "Candidate")


def _write_groups(tx: neo4j.ManagedTransaction, batch: Batch, label: str) -> None:
    times = batch.rows.select("id", *seconds("first_seen"), *seconds("last_seen"))
    rows = batch.rows.drop("first_seen", "last_seen").to_dicts()
    run(tx, statement("add_rings", label=label), rows=rows, times=lists(times))


def write_campaigns(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Add campaigns."""
    run(tx, statement("add_nodes", label="Campaign"), rows=batch.rows.to_dicts())


def write_runs(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Add the run."""
    run(tx, statement("add_nodes", label="Run"), rows=batch.rows.to_dicts())


def write_found(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Say which run found the rings."""
    for (name,), rows in batch.rows.partition_by("run", as_dict=True).items():
        run(tx, statement("add_found"), ids=rows["ring"].to_list(), run=name)


def write_parts(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Put rings into their campaigns."""
    run(tx, statement("add_parts"), rows=lists(batch.rows.select("ring", "campaign")))


def write_members(tx: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Put accounts into their rings."""
    rows = batch.rows.select("account", "ring", "score", "core")
    run(tx, statement("add_members"), rows=lists(rows))


FINDINGS_WRITERS: Mapping[str, Writer] = {
    "weights": write_weights,
    "rings": write_rings,
    "candidates": write_candidates,
    "campaigns": write_campaigns,
    "runs": write_runs,
    "found": write_found,
    "parts": write_parts,
    "members": write_members,
}
"""What applies each part of findings that adds rows."""


def forget(tx: neo4j.ManagedTransaction, batch: Batch, after: str) -> str | None:
    """Forget a stretch of the run before; where the next one starts, or None where none is left."""
    if batch.part == "forget_weights":
        text = statement("forget_weights", label=batch.kinds[batch.kind].label)
        ((end,),) = run(tx, text, after=after, limit=STRETCH)
        return None if end is None else str(end)
    ((gone,),) = run(tx, statement(batch.part), limit=STRETCH)
    return after if gone else None


FORGET = ("forget_members", "forget_rings", "forget_weights")
"""Parts that make room for new findings."""
