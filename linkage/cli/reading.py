"""Rings, members and identifiers as records, read from the store by query files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from linkage.errors import NotFoundError, did_you_mean
from linkage.records import Contribution, Hypothesis, Ring
from linkage.store.queries import load_query

if TYPE_CHECKING:
    from linkage.store import GraphStore, Row


@dataclass(frozen=True, slots=True)
class Member:
    """An account in a ring, as the ring page shows it."""

    account: str
    score: float
    core: bool
    created_at: datetime | None


def ask(store: GraphStore, name: str, **parameters: object) -> list[Row]:
    """Return all rows of a query file."""
    return list(store.read(load_query(name, store.dialect), **parameters))


def read_rings(store: GraphStore) -> list[Ring]:
    """Return the rings of the last run, strongest first, larger first, then by id."""
    rings = [_ring(row) for row in ask(store, "read/rings")]
    return sorted(rings, key=lambda ring: (-ring.score, -ring.accounts, ring.id))


def read_ring(store: GraphStore, name: str) -> Ring:
    """Return one ring; its id may be in any case. Raises `NotFoundError` with the nearest one."""
    rows = ask(store, "read/ring", ring=name) or ask(store, "read/ring", ring=name.upper())
    if rows:
        return _ring(rows[0])
    known = [ring.id for ring in read_rings(store)]
    hint = None if known else "linkage discover finds rings"
    near = (
        did_you_mean(name, known) if len(known) < 20 or "Did" in did_you_mean(name, known) else ""
    )
    raise NotFoundError(
        f'there is no ring "{name}".{near}', hint=hint or "linkage rings lists them"
    )


def read_members(store: GraphStore, ring: str) -> list[Member]:
    """Return a ring's members: core first, then by confidence and id."""
    members = [
        Member(row["account"], row["score"], row["core"], row.get("created_at"))
        for row in ask(store, "read/ring_members", ring=ring)
    ]
    return sorted(members, key=lambda m: (not m.core, -m.score, m.account))


def _ring(row: Mapping[str, Any]) -> Ring:
    def nested(name: str) -> list[Any]:
        found: list[Any] = json.loads(row.get(name) or "[]")
        return found

    return Ring(
        id=row["id"],
        campaign=row["campaign"],
        accounts=row["accounts"],
        core=row["core"],
        score=row["score"],
        verdict=row["verdict"],
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        burst=row["burst"],
        shards=row["shards"],
        contributions=tuple(Contribution(**item) for item in nested("contributions")),
        counter_evidence=tuple(nested("counter_evidence")),
        hypotheses=tuple(Hypothesis(**item) for item in nested("hypotheses")),
        top_identifiers=tuple(
            (kind, value, accounts, bits)
            for kind, value, accounts, bits in nested("top_identifiers")
        ),
    )
