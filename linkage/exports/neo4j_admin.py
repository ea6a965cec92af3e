"""Files and a script for ``neo4j-admin database import``: the fast way into an empty server.

The import holds what loads brought: accounts, identifiers with their properties and the nodes
behind them, relationships, what waits for more prompts, the marks of the loads and the hashes of
event ids, so that the same files loaded again over Bolt add nothing. Rings are not in it:
``linkage discover`` finds them.
File format: https://neo4j.com/docs/operations-manual/5/import/
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from linkage.errors import LinkageError, UsageError
from linkage.kinds import IdentifierKind, KindTable
from linkage.store import GraphStore
from linkage.store.pending import pending_rows
from linkage.store.reviews import review_rows

SCRIPT = "import.sh"

PROGRAM = ("neo4j-admin", "database", "import", "full", "neo4j")
"""The importer, for the database ``neo4j``."""

OPTIONS = ("--overwrite-destination", "--multiline-fields=true")
"""Its options; those that name the files follow."""

SEGMENT = 131_072
"""Event ids in one node."""

_TIME = "%Y-%m-%dT%H:%M:%S%.6fZ"
_TAKEN = (
    *("id", "kind", "accounts", "bits", "hub", "nature", "hub_reason", "nature_reason"),
    *("in_rings", "weighed_nature"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of rows with its header; ``name`` is a label or a relationship type."""

    name: str
    header: tuple[str, ...]
    rows: pl.DataFrame
    between: tuple[str, str] | None = None
    """Labels of both ends, for relationships."""


@dataclass(frozen=True, slots=True)
class Import:
    """What was written: a folder, the script in it, and the command that the script runs there."""

    folder: Path
    script: Path
    command: tuple[str, ...]


def write_import(store: GraphStore, folder: Path, *, force: bool = False) -> Import:
    """Write the files and the script that imports them into a folder.

    Files are readable by their owner only. The script comes last, so that a folder without one
    is not complete. Raises `UsageError` if the folder holds something, unless ``force`` is given:
    then files of the same names are replaced and others are left.
    """
    script = folder / SCRIPT
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()) and not force:
            raise UsageError(f"{folder} is not empty", hint="--force writes into it")
        script.unlink(missing_ok=True)
        files = [_write(part, folder) for part in _parts(store) if part.rows.height]
        _own(script, 0o700).write_text(_script((*OPTIONS, *files)), "utf-8")
    except OSError as error:
        raise LinkageError(f"{folder} cannot be written: {error.strerror or error}") from error
    return Import(folder, script, (*PROGRAM, *OPTIONS, *files))


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
    yield _pending(store.pending())
    yield _reviews(store.reviews())
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


def _pending(pending: pl.DataFrame) -> Part:
    schema = {"id": pl.String, "rows": pl.String}
    rows = pl.DataFrame(pending_rows(pending), schema=schema, orient="row")
    return Part("LinkagePending", ("id:ID(LinkagePending)", "rows"), rows)


def _reviews(reviews: pl.DataFrame) -> Part:
    schema = {"id": pl.String, "row": pl.String}
    rows = pl.DataFrame(review_rows(reviews), schema=schema, orient="row")
    return Part("LinkageReview", ("id:ID(LinkageReview)", "row"), rows)


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
    _own(folder / header).write_text(",".join(part.header) + "\n", "utf-8")
    part.rows.write_csv(_own(folder / data), include_header=False, quote_style="non_numeric")
    option = "nodes" if part.between is None else "relationships"
    return f"--{option}={part.name}={header},{data}"


def _own(path: Path, mode: int = 0o600) -> Path:
    """Return the path of a file that only its owner may read."""
    path.touch(mode)
    path.chmod(mode)
    return path


def command_line(command: Sequence[str]) -> str:
    """Return an import's command as text for a shell, an option a line."""
    return _lines(shlex.join(PROGRAM), command[len(PROGRAM) :])


def _lines(program: str, options: Sequence[str]) -> str:
    return " \\\n    ".join((program, *map(shlex.quote, options)))


def _script(options: Sequence[str]) -> str:
    lines = _lines('"${NEO4J_ADMIN:-neo4j-admin}" database import full "${1:-neo4j}"', options)
    return (
        "#!/bin/sh\n"
        "# Imports this folder into an empty, stopped Neo4j; the database's name may be given.\n"
        "# NEO4J_ADMIN names the program where it is not on the path.\n"
        "set -eu\n"
        'cd "$(dirname "$0")"\n'
        f"exec {lines}\n"
    )
