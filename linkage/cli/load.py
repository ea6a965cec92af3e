"""``linkage load``: files into the graph."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linkage.cli.command import command
from linkage.cli.session import Session
from linkage.errors import UsageError

if TYPE_CHECKING:
    from linkage.config import Config
    from linkage.pipeline import LoadReport

GROUP = "Load and find"


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "load",
        group=GROUP,
        examples=(
            "linkage load signups signups.csv.gz",
            "linkage load ips sessions-*.jsonl.gz",
            "linkage load world/",
            "linkage load sightings votes.csv --declare-kinds",
            "zcat signups.csv.gz | linkage load signups -",
        ),
    )(load)


def load(
    session: Session,
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders or - for standard input; first the loader's name, unless each "
            "file is to be recognised by its columns.",
            metavar="[LOADER] FILE…",
        ),
    ],
    declare_kinds: Annotated[
        bool, typer.Option("--declare-kinds", metavar="", help="Take unknown kinds from the file.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", metavar="", help="Read and check all, change nothing."),
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Folder for the rows that were not loaded.", metavar="DIR")
    ] = None,
    reject_rate: Annotated[
        float | None,
        typer.Option(help="Share of bad rows above which a file fails (0 to 1).", min=0, max=1),
    ] = None,
) -> None:
    """Load files into the graph; the same file again changes nothing.

    Bad rows are counted and written to a rejects file, and the rest is loaded.
    """
    loader, files = _split(inputs)
    from linkage.cli.render.progress import Reporter
    from linkage.pipeline import ingest

    began = time.perf_counter()
    with Reporter(quiet=session.quiet) as progress:
        report = ingest(
            files,
            _config(session, rejects, reject_rate),
            loader=loader,
            declare_kinds=declare_kinds,
            dry_run=dry_run,
            progress=progress,
        )
    _show(session, report, time.perf_counter() - began, dry_run=dry_run)


def _split(inputs: list[str]) -> tuple[str | None, list[str]]:
    """Tell a loader's name from a file: a name that is both is the loader."""
    from linkage.intake.loading import loaders

    known = loaders()
    if inputs[0] in known:
        if len(inputs) == 1:
            raise UsageError(
                f"no file is given for the loader {inputs[0]}",
                hint=f"linkage load {inputs[0]} FILE…, or ./{inputs[0]} if it is a file",
            )
        return inputs[0], inputs[1:]
    first = Path(inputs[0])
    is_name = inputs[0].isidentifier() and len(inputs) > 1 and not first.exists()
    if is_name:
        from linkage.errors import did_you_mean

        raise UsageError(f'there is no loader "{inputs[0]}".{did_you_mean(inputs[0], known)}')
    return None, inputs


def _config(session: Session, rejects: Path | None, reject_rate: float | None) -> Config:
    """Return the settings with what the options change in them."""
    load = session.config.load
    if rejects is not None:
        load = replace(load, rejects=str(rejects))
    if reject_rate is not None:
        load = replace(load, reject_rate=reject_rate)
    return replace(session.config, load=load)


def _show(session: Session, report: LoadReport, seconds: float, *, dry_run: bool) -> None:
    """Print what came of each file, and what the graph gained."""
    if session.json:
        from linkage.cli.output import plain_data, write_json

        write_json({**plain_data(report), "seconds": seconds, "dry_run": dry_run})
    elif session.plain:
        from linkage.cli.output import write_plain

        columns = ("source", "loader", "rows", "rejected", "repeated", "skipped")
        write_plain(columns, [[getattr(f, name) for name in columns] for f in report.files])
    else:
        from linkage.cli.render.load_page import load_page

        rows = sum(each.rows for each in report.files)
        speed = f" ({rows / seconds:,.0f} a second)" if rows else ""
        gained = f"{report.accounts:,} new accounts, {report.sightings:,} new sightings"
        if report.prompts:
            gained += (
                f", {report.templates:,} new templates; {report.matched / report.prompts:.0%} of "
                f"{report.prompts:,} raw prompts are of a template"
            )
        would = ", nothing was kept (--dry-run)" if dry_run else ""
        summary = f"{rows:,} rows in {seconds:,.1f} s{speed}: {gained}{would}"
        load_page(session.console, report.files, summary)
