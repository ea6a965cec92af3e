"""Files and a script for ``neo4j-admin database import``: the fast way into an empty server.

The import holds what loads brought: accounts, identifiers with their properties and the nodes
behind them, relationships, the marks of the loads and the hashes of event ids, so that the same
files loaded again over Bolt add nothing. Rings are not in it: ``linkage discover`` finds them.
File format: https://neo4j.com/docs/operations-manual/5/import/
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from linkage.errors import InputError
from linkage.kinds import IdentifierKind, KindTable
from linkage.store import GraphStore

SCRIPT = "import.sh"

SEGMENT = 131_072
"""Event ids in one node."""

_TIME = "%Y-%m-%dT%H:%M:%S%.6fZ"
_TAKEN = ("id", "kind", "accounts", "bits", "hub", "nature", "hub_reason", "weighed_nature")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of rows with its header; ``name`` is a label or a relationship type."""

    name: str
    header: tuple[str, ...]
    rows: pl.DataFrame
    between: tuple[str, str] | None = None
    """Labels of both ends, for relationships."""


def write_import(store: GraphStore, folder: Path) -> Path:
    """Write the files into a new folder and return the script that imports them.

    Raises `InputError` if the folder holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"{folder} is not empty", hint="name a new folder")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    options = [_write(part, folder) for part in _parts(store) if part.rows.height]
    script = folder / SCRIPT
    script.write_text(_script(options), "utf-8")
    script.chmod(0o700)
    return script


def _parts(store: GraphStore) -> Iterator[Part]:
    kinds = store.kinds
    attributes = store.attributes()
    sightings = store.sightings()
    yield _accounts(store.accounts())
    parents: dict[str, list[pl.Series]] = {}
    for kind in kinds.values():
        own = attributes.filter(pl.col("kind") == kind.name)
        seen = sightings.filter(pl.col("kind") == kind.name)
        yield _identifiers(kind, seen["value"], own)
        yield _links(kind, seen)
        for parent in kind.parents:
            behind = own.filter(pl.col("name") == parent.attribute)
            behind = behind.filter(pl.col("text").is_not_null()).select("value", "text")
            parents.setdefault(parent.label, []).append(behind["text"])
            header = (f":START_ID({kind.label})", f":END_ID({parent.label})")
            yield Part(parent.relationship, header, behind, (kind.label, parent.label))
    for label, keys in parents.items():
        yield Part(label, (f"id:ID({label})",), pl.concat(keys).unique().sort().to_frame("id"))
    yield _kinds(kinds, attributes, set(sightings["kind"].unique()))
    yield _loads(store)
    yield _events(store.events())


def _accounts(accounts: pl.DataFrame) -> Part:
    header = ("id:ID(Account)", "created_at:datetime", "plan", "country", "status", "email_domain")
    return Part("Account", header, accounts.with_columns(pl.col("created_at").dt.strftime(_TIME)))


def _identifiers(kind: IdentifierKind, values: pl.Series, own: pl.DataFrame) -> Part:
    """Return one row an identifier with its loaded properties, named as a load names them."""
    nodes = pl.concat([values, own["value"]]).unique().sort().to_frame("id")
    nodes = nodes.with_columns(pl.lit(kind.name).alias("kind"))
    header = [f"id:ID({kind.label})", "kind"]
    for (name,), rows in sorted(own.partition_by("name", as_dict=True).items()):
        shown = name in kind.attributes and name not in _TAKEN
        columns = [name] if shown else [f"given_{name}"]
        columns += ["nature"] if name == "nature" else []
        for column in columns:
            texts = rows.select(pl.col("value").alias("id"), pl.col("text").alias(column))
            nodes = nodes.join(texts, on="id", how="left", maintain_order="left")
            header.append(column)
    return Part(kind.label, tuple(header), nodes)


def _links(kind: IdentifierKind, seen: pl.DataFrame) -> Part:
    header = (
        ":START_ID(Account)",
        f":END_ID({kind.label})",
        "first_seen:datetime",
        "last_seen:datetime",
        "count:long",
        "hours:long[]",
    )
    rows = seen.select(
        "account",
        "value",
        pl.col("first_seen", "last_seen").dt.strftime(_TIME),
        "count",
        pl.col("hours").cast(pl.List(pl.String)).list.join(";"),
    )
    return Part(kind.relationship, header, rows, ("Account", kind.label))


def _kinds(kinds: KindTable, attributes: pl.DataFrame, used: set[str]) -> Part:
    names = dict(attributes.group_by("kind").agg(pl.col("name").unique().sort()).iter_rows())
    rows = [
        (kind.name, json.dumps(asdict(kind), sort_keys=True), ";".join(names.get(kind.name, ())))
        for kind in kinds.values()
        if kind.name in used or kind.name in names
    ]
    header = ("id:ID(LinkageKind)", "definition", "attributes:string[]")
    schema = {"id": pl.String, "definition": pl.String, "attributes": pl.String}
    return Part("LinkageKind", header, pl.DataFrame(rows, schema=schema, orient="row"))


def _loads(store: GraphStore) -> Part:
    rows = [(*asdict(mark).values(), 0, n, "") for n, mark in enumerate(store.loads())]
    header = (
        *("id:ID(LinkageLoad)", "loader", "source", "rows:long", "rejected:long"),
        *("place:long", "number:long", "change"),
    )
    names = [name.partition(":")[0] for name in header]
    return Part("LinkageLoad", header, pl.DataFrame(rows, schema=names, orient="row"))


def _events(events: pl.Series) -> Part:
    """Return the hashes in segments, as signed bytes, lowest byte first."""
    hashes = events.to_numpy().astype("<u8")
    rows = []
    for at in range(0, len(hashes), SEGMENT):
        signed = hashes[at : at + SEGMENT].view("i1")
        rows.append((f"import/{at // SEGMENT}", "import", ";".join(map(str, signed.tolist()))))
    header = ("id:ID(LinkageEvents)", "change", "hashes:byte[]")
    schema = {"id": pl.String, "change": pl.String, "hashes": pl.String}
    return Part("LinkageEvents", header, pl.DataFrame(rows, schema=schema, orient="row"))


def _write(part: Part, folder: Path) -> str:
    """Write header and rows; return the importer's option for them."""
    stem = part.name if part.between is None else "-".join((part.between[0], part.name))
    header, data = f"{stem}-header.csv", f"{stem}.csv"
    (folder / header).write_text(",".join(part.header) + "\n", "utf-8")
    part.rows.write_csv(folder / data, include_header=False, quote_style="non_numeric")
    option = "nodes" if part.between is None else "relationships"
    return f"--{option}={part.name}={header},{data}"


def _script(options: Sequence[str]) -> str:
    lines = " \\\n    ".join(
        (
            '"${NEO4J_ADMIN:-neo4j-admin}" database import full "${1:-neo4j}"',
            "--overwrite-destination",
            "--multiline-fields=true",
            *(f"'{option}'" for option in options),
        )
    )
    return (
        "#!/bin/sh\n"
        "# Imports this folder into an empty, stopped Neo4j; the database's name may be given.\n"
        "# NEO4J_ADMIN names the program where it is not on the path.\n"
        "set -eu\n"
        'cd "$(dirname "$0")"\n'
        f"exec {lines}\n"
    )
