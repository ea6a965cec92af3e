"""Rings, members and identifiers as records, read from the store by query files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from linkage.errors import NotFoundError, did_you_mean
from linkage.records import (
    INSUFFICIENT,
    Bridge,
    Campaign,
    Chance,
    Contribution,
    Hypothesis,
    Place,
    Ring,
    Significance,
    TimePattern,
)
from linkage.store.queries import load_query

if TYPE_CHECKING:
    import polars as pl

    from linkage.store import GraphStore, Row


ALL = 2**31 - 1
"""A limit that is none."""


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
    rings = [_ring(row) for row in ask(store, "read/rings", limit=ALL)]
    return sorted(rings, key=lambda ring: (-ring.score, -ring.accounts, ring.id))


def read_ring(store: GraphStore, name: str) -> Ring:
    """Return one ring; its id may be in any case. Raises `NotFoundError` with the nearest one."""
    rows = ask(store, "read/ring", ring=name) or ask(store, "read/ring", ring=name.upper())
    if rows:
        return _ring(rows[0])
    for group in read_candidates(store):
        if group.id == name.upper():
            return group
    known = [ring.id for ring in read_rings(store)]
    hint = "linkage rings lists them" if known else "linkage discover finds rings"
    raise NotFoundError(f'there is no ring "{name}".{nearest(name, known)}', hint=hint)


def nearest(name: str, known: Sequence[str]) -> str:
    """Return ``did_you_mean`` where a name is near, and nothing rather than a long list."""
    found = did_you_mean(name, known)
    return found if "Did" in found else ""


def read_candidates(store: GraphStore) -> list[Ring]:
    """Return the groups that are not flagged, strongest first."""
    return [_ring(row) for row in ask(store, "read/candidates", limit=ALL)]


def read_members(store: GraphStore, ring: Ring) -> list[Member]:
    """Return a ring's members: core first, then by confidence and id."""
    if ring.verdict == INSUFFICIENT:
        rows = ask(store, "read/candidates", limit=ALL)
        listed = next((row["members"] for row in rows if row["ring"] == ring.id), "[]")
        members = [Member(name, score, core, None) for name, score, core in json.loads(listed)]
    else:
        members = [
            Member(row["account"], row["score"], row["core"], row.get("created_at"))
            for row in ask(store, "read/ring_members", ring=ring.id)
        ]
    return sorted(members, key=lambda m: (not m.core, -m.score, m.account))


def read_campaign(store: GraphStore, name: str) -> Campaign | None:
    """Return the campaign of this id; its rings are not named."""
    for row in ask(store, "read/campaigns"):
        if row["campaign"] == name:
            links = tuple((*link,) for link in json.loads(row["links"] or "[]"))
            return Campaign(name, (), row["accounts"], row["score"], links)
    return None


def _ring(row: Mapping[str, Any]) -> Ring:
    def nested(name: str) -> list[Any]:
        found: list[Any] = json.loads(row.get(name) or "[]")
        return found

    return Ring(
        id=row["ring"],
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
        verdict_reason=row["verdict_reason"] or "",
        significance=_significance(row["significance"]),
        bridges=tuple(
            Bridge(
                item["kind"],
                item["value"],
                tuple(item["parts"]),
                tuple((kind, value) for kind, value in item.get("others", ())),
            )
            for item in nested("bridges")
        ),
        places=tuple(Place(**item) for item in nested("places")),
        timing=tuple(TimePattern(**item) for item in nested("timing")),
    )


def _significance(text: str | None) -> Significance | None:
    found = json.loads(text or "null")
    if found is None:
        return None
    kinds = tuple(Chance(**item) for item in found["kinds"])
    return Significance(kinds, found["log10_p"], found["log10_any"])


def read_status(store: GraphStore) -> dict[str, Any]:
    """Return counts of nodes and links, the loads, the last run, and whether it is stale.

    A run is stale where the graph now holds other numbers of accounts or links than it saw.
    """
    counts = ask(store, "read/status")
    nodes = {row["name"]: row["number"] for row in counts if row["what"] == "node"}
    links = {row["name"]: row["number"] for row in counts if row["what"] == "relationship"}
    run = next(iter(ask(store, "read/run")), None)
    seen = sum(links.get(kind.relationship, 0) for kind in store.kinds.values())
    return {
        "nodes": dict(sorted(nodes.items())),
        "relationships": dict(sorted(links.items())),
        "loads": list(store.loads()),
        "hubs": hub_natures(store),
        "run": {**run, "notes": json.loads(run["notes"] or "[]")} if run else None,
        "stale": run is not None
        and (run["accounts"], run["sightings"]) != (nodes.get("Account", 0), seen),
    }


def run_notes(store: GraphStore) -> list[str] | None:
    """Return what the last run says that the data did not allow, None before a run."""
    for row in ask(store, "read/run"):
        notes: list[str] = json.loads(row["notes"] or "[]")
        return notes
    return None


def hub_natures(store: GraphStore) -> dict[str, int]:
    """Return how many hubs there are of each nature, the most frequent first."""
    counts = Counter(row["nature"] or "unknown" for row in ask(store, "read/hubs", limit=ALL))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def read_account(store: GraphStore, name: str) -> Row:
    """Return an account's row; raises `NotFoundError` with the nearest id."""
    rows = ask(store, "read/account", account=name)
    if rows:
        return rows[0]
    known = _alike(name, store.accounts()["account"])
    raise NotFoundError(
        f'there is no account "{name}".{nearest(name, known)}',
        hint='linkage cypher "MATCH (a:Account) RETURN a.id LIMIT 10" shows some',
    )


def _alike(name: str, known: pl.Series) -> list[str]:
    """Return up to 400 of the names that begin as this one does, the longer the better, or end so.

    Comparing letter by letter is slow, and a misspelt id has few wrong letters.
    """
    starting = known.clear()
    for length in range(len(name), 0, -1):
        starting = known.filter(known.str.starts_with(name[:length]))
        if len(starting):
            break
    ending = known.filter(known.str.ends_with(name[-4:]))
    return [*starting.head(200), *ending.head(200)]
