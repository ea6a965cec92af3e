"""Constraints, and the identifier kinds that the graph knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

import neo4j

from linkage.errors import StoreError
from linkage.kinds import IdentifierKind, KindTable, Parent
from linkage.store.neo4j.client import Client, run
from linkage.store.neo4j.statements import statement

OWN_LABELS = (
    *("LinkageWriter", "LinkageQueue", "LinkageChange", "LinkageBatch", "LinkageLoad"),
    *("LinkageEvents", "LinkageKind", "LinkagePending", "LinkageReview"),
)
"""Labels of the nodes by which linkage keeps its books in the graph."""

FOUND_LABELS = ("Ring", "Candidate", "Campaign", "Run")

BASE = (
    *("id", "kind", "accounts", "bits", "hub", "nature", "hub_reason", "nature_reason"),
    *("in_rings", "weighed_nature"),
)
"""Properties of every identifier, which a loaded property cannot take."""


@dataclass(frozen=True, slots=True)
class KnownKinds:
    """The kinds in force and, for each, the names of the properties that were loaded."""

    kinds: KindTable
    attributes: Mapping[str, tuple[str, ...]]


def labels(kinds: KindTable) -> list[str]:
    """Return every label whose nodes have a unique ``id``, in a fixed order."""
    named = {kind.label for kind in kinds.values()}
    named |= {parent.label for kind in kinds.values() for parent in kind.parents}
    if taken := sorted(named & {*OWN_LABELS, *FOUND_LABELS, "Account"}):
        raise StoreError(f"the graph uses the label {taken[0]} itself; rename that kind's label")
    return [*OWN_LABELS, *FOUND_LABELS, "Account", *sorted(named)]


def ensure_constraints(client: Client, kinds: KindTable, done: set[str]) -> None:
    """Create the constraints that are missing; ``done`` remembers those that are there."""
    wanted = [label for label in labels(kinds) if label not in done]
    if wanted:
        there = {row[0] for row in client.rows(statement("constraints"), "reading constraints")}
        for label in wanted:
            if f"linkage_{label}_id" not in there:
                client.schema(statement("unique_key", label=label), "creating constraints")
            done.add(label)


def known_kinds(client: Client, configured: KindTable) -> KnownKinds:
    """Return the configured kinds and those that loads declared."""
    rows = client.rows(statement("kinds"), "reading the kinds")
    remembered = [_parse(text) for name, text, _ in rows if name not in configured]
    return KnownKinds(
        KindTable([*configured.values(), *remembered]) if remembered else configured,
        {name: tuple(attributes) for name, _, attributes in rows},
    )


def remember_kinds(
    tx: neo4j.ManagedTransaction,
    kinds: Iterable[IdentifierKind],
    attributes: Mapping[str, Iterable[str]],
) -> None:
    """Write down kinds that a change uses and the properties that it loads."""
    rows = [
        [kind.name, json.dumps(asdict(kind), sort_keys=True), sorted(attributes.get(kind.name, ()))]
        for kind in kinds
    ]
    run(tx, statement("remember_kinds"), rows=rows)


def property_name(kind: IdentifierKind, attribute: str) -> str:
    """Return the graph property of a loaded attribute; a private one where the name is taken."""
    shown = attribute in kind.attributes and attribute not in BASE
    return attribute if shown else f"given_{attribute}"


def _parse(text: str) -> IdentifierKind:
    row: dict[str, object] = json.loads(text)
    known = {f.name for f in fields(IdentifierKind)}
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k in known}
    values["parents"] = tuple(Parent(**parent) for parent in row.get("parents", ()))  # type: ignore[attr-defined]
    return IdentifierKind(**values)  # type: ignore[arg-type]
