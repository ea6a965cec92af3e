"""``linkage export``: a ring, or the whole graph, for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from linkage.cli.command import command
from linkage.cli.session import Session
from linkage.errors import UsageError

if TYPE_CHECKING:
    from linkage.exports.selection import Tables
    from linkage.store import GraphStore

GROUP = "Hand over"


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "export",
        group=GROUP,
        reveals=True,
        examples=(
            "linkage export R-7F3K2 --format graphml -o ring.graphml",
            "linkage export R-7F3K2 --format csv -o - | head",
            "linkage export all --format jsonl --reveal -o graph.jsonl",
            "linkage export all --format neo4j-admin -o import",
        ),
    )(export)


def _formats() -> list[str]:
    """Return what the shell may complete a format to."""
    from linkage.exports import FOLDER_FORMATS, FORMATS

    return [*FORMATS, *FOLDER_FORMATS]


def export(
    session: Session,
    what: Annotated[str, typer.Argument(help="Id of a ring, or all for the whole graph.")],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help="File to write (- is stdout), or folder.", metavar="FILE"
        ),
    ] = "-",
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="graphml, json, jsonl, csv or neo4j-admin; else by the file's ending.",
            autocompletion=_formats,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", metavar="", help="Replace existing files.")
    ] = False,
) -> None:
    """Write a ring with what its members share, or the whole graph, to a file.

    The file is readable by you only and appears when it is complete. E-mail addresses and phone
    numbers are masked unless --reveal is given. In CSV, texts that a spreadsheet might run as a
    formula begin with an apostrophe.

    neo4j-admin writes a folder of files for a first load into an empty, stopped Neo4j, with the
    values in full, and prints the command line that imports them. Rings are not in it: run
    linkage discover on the server.
    """
    from linkage.cli.output import whole_file
    from linkage.exports import FOLDER_FORMATS, get_format
    from linkage.exports.selection import subgraph

    if form in FOLDER_FORMATS:
        _import_files(session, what, output, force=force)
        return
    chosen = get_format(form or _by_ending(output))
    with session.store() as store, whole_file(output, force=force) as stream:
        tables = _tables(session, store, what)
        graph = subgraph(tables, store.kinds, session.mask.value, hours=what == "all")
        chosen.write(graph, stream)
    if output != "-":
        session.say(f"{what} written to {output} as {chosen.name}")


def _import_files(session: Session, what: str, output: str, *, force: bool) -> None:
    """Write a folder for ``neo4j-admin database import`` and print the command line."""
    from pathlib import Path

    from linkage.cli.output import write_json
    from linkage.exports.neo4j_admin import command_line, write_import

    if what != "all":
        raise UsageError(f"neo4j-admin takes the whole graph, not {what}", hint="export all")
    if output == "-":
        raise UsageError("neo4j-admin needs a folder", hint="--output FOLDER")
    with session.store() as store:
        session.say("reading the graph")
        written = write_import(store, Path(output), force=force)
    session.say(f"all written to {output}; {written.script} imports it with this command, there:")
    if session.json:
        write_json(
            {"folder": output, "script": str(written.script), "command": list(written.command)}
        )
    else:
        sys.stdout.write(f"{command_line(written.command)}\n")


def _by_ending(path: str) -> str:
    """Return the format that a file's ending stands for."""
    from linkage.exports import FORMATS

    endings = {entry.ending: entry.name for entry in FORMATS.values()}
    for ending, name in endings.items():
        if path.endswith(ending):
            return name
    if path == "-":
        return "json"
    raise UsageError(
        f"the ending of {path} does not say which format to write",
        hint=f"--format {'|'.join(FORMATS)}",
    )


def _tables(session: Session, store: GraphStore, what: str) -> Tables:
    """Return the tables of a ring or of everything."""
    import polars as pl

    from linkage.cli.reading import read_ring, read_rings
    from linkage.exports.selection import RINGS, Tables, ring_tables

    ring = None if what == "all" else read_ring(store, what).id
    session.say("reading the graph")
    rings = [
        {**{name: getattr(each, name) for name in RINGS.names()[1:]}, "ring": each.id}
        for each in read_rings(store)
    ]
    tables = Tables(
        accounts=store.accounts(),
        sightings=store.sightings(),
        attributes=store.attributes(),
        members=store.members(),
        weights=store.weights(),
        rings=pl.DataFrame(rings, schema=RINGS),
    )
    return tables if ring is None else ring_tables(tables, pl.Series([ring]))
