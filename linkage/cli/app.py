"""The program: global options, the commands in their groups, and the way in."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from linkage.cli import (
    account,
    discover,
    evaluate,
    export,
    hubs,
    load,
    query,
    reviews,
    rings,
    settings,
    simulate,
    status,
    templates,
    why,
)
from linkage.cli.session import Session

EXIT_CODES = (
    (0, "done"),
    (1, "something failed; the message says what"),
    (2, "wrong use: an argument, an unknown name, a setting"),
    (3, "a file could not be loaded as a whole"),
    (4, "no such ring, template, account or query, or nothing was loaded yet"),
    (5, "the graph store failed, is busy or cannot be reached"),
    (6, "the engine refused a Cypher query or gave up on it"),
    (70, "an error that linkage did not expect: please report it"),
    (130, "stopped by Ctrl-C"),
    (141, "the reader of a pipe went away"),
)
"""Every exit code and what it means; printed by ``linkage --help``."""

_EPILOG = (
    "\b\nExamples:\n"
    "  linkage load signups signups.csv.gz\n"
    "  linkage discover\n"
    "  linkage rings --json | jq '.rings[0].id'\n"
    "\n\b\nExit codes:\n" + "\n".join(f"  {code:>3}  {text}" for code, text in EXIT_CODES)
)

app = typer.Typer(
    name="linkage",
    help="Find rings of linked accounts, and explain each.",
    epilog=_EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"linkage {version('linkage')}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    workspace: Annotated[
        Path | None, typer.Option(help="Folder that holds the data (LINKAGE_WORKSPACE).")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="Settings file instead of linkage.toml (LINKAGE_CONFIG).")
    ] = None,
    graph: Annotated[
        str | None, typer.Option(help="Neo4j to use, as bolt://… or neo4j+s://…", metavar="URI")
    ] = None,
    json: Annotated[bool, typer.Option("--json", metavar="", help="Print JSON.")] = False,
    plain: Annotated[
        bool, typer.Option("--plain", metavar="", help="Print tab-separated values, uncut.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", metavar="", help="No progress and no remarks.")
    ] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", metavar="", help="Never ask anything.")
    ] = False,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option(
            "--version", metavar="", callback=_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Find rings of linked accounts, and explain each."""
    ctx.obj = Session(
        workspace=workspace,
        config_file=config,
        graph=graph,
        json=json,
        plain=plain,
        quiet=quiet,
        no_input=no_input,
    )


for _group in (
    load,
    status,
    discover,
    rings,
    hubs,
    templates,
    account,
    why,
    reviews,
    query,
    export,
    simulate,
    evaluate,
    settings,
):
    _group.register(app)


def main() -> None:
    """Run the program; surrogates and odd locales never stop it from printing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # An odd locale garbles arguments in UTF-8; the bytes that were typed are still there.
    sys.argv[1:] = [os.fsencode(each).decode("utf-8", "surrogateescape") for each in sys.argv[1:]]
    app()
