"""``linkage evaluate``: the rings that were found, held against the truth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from linkage.cli.command import command
from linkage.cli.session import Session


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "evaluate",
        group="Try and measure",
        examples=(
            "linkage evaluate world/truth.csv",
            "linkage evaluate world/truth.csv --members members.csv --json",
        ),
    )(evaluate)


def evaluate(
    session: Session,
    truth: Annotated[Path, typer.Argument(help="CSV with the true ring of each account.")],
    members: Annotated[
        Path | None,
        typer.Option(help="CSV of members to judge instead of the graph's.", metavar="FILE"),
    ] = None,
) -> None:
    """Measure how well the rings found agree with the truth."""
    raise NotImplementedError
