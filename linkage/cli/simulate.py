"""``linkage simulate``: a world with rings and the truth about them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linkage.cli.command import command
from linkage.cli.session import Session
from linkage.errors import UsageError

if TYPE_CHECKING:
    from linkage.simulate import WorldSettings

GROUP = "Try and measure"


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "simulate",
        group=GROUP,
        examples=(
            "linkage simulate world --preset tiny",
            "linkage simulate world --preset demo --seed 7 --difficulty 0.75",
            "linkage simulate world --preset tiny --dial per_device=3 --no-rings",
            "linkage simulate world --preset demo --dial handover=0.5 --dial shift=0.5",
        ),
    )(simulate)


def _presets() -> list[str]:
    """Return what the shell may complete a preset to."""
    from linkage.simulate.settings import PRESETS

    return list(PRESETS)


def simulate(
    session: Session,
    folder: Annotated[Path, typer.Argument(help="Folder to write; made if it is not there.")],
    preset: Annotated[
        str,
        typer.Option(help="Size: tiny, demo, bench, half or case.", autocompletion=_presets),
    ] = "tiny",
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.", min=0)] = 0,
    difficulty: Annotated[
        float | None, typer.Option(help="From 0 (rings reuse all) to 1 (hardly anything).")
    ] = None,
    accounts: Annotated[
        int | None, typer.Option(help="Accounts in all, honest and bad.", min=1)
    ] = None,
    conversations: Annotated[int | None, typer.Option(help="Conversations.", min=0)] = None,
    contamination: Annotated[
        float | None, typer.Option(help="Factor on what joins honest accounts to bad ones.", min=0)
    ] = None,
    dial: Annotated[
        list[str] | None,
        typer.Option(
            help="A single dial of difficulty, or of work in time: the share of rings (and of "
            "honest look-alikes) with handover, rotation or shift.",
            metavar="NAME=VALUE",
        ),
    ] = None,
    rings: Annotated[bool, typer.Option(help="Whether there are rings at all.")] = True,
) -> None:
    """Make a world of accounts with rings in it: loader inputs and truth.csv."""
    from linkage.simulate.settings import preset as named

    given = {
        "difficulty": difficulty,
        "accounts": accounts,
        "conversations": conversations,
        "contamination": contamination,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    settings = replace(named(preset), seed=seed, rings=rings, dials=_dials(dial or []), **changes)  # type: ignore[arg-type]
    settings.resolved_dials()
    _make(session, folder, settings)


def _dials(given: list[str]) -> tuple[tuple[str, float], ...]:
    pairs = []
    for item in given:
        name, _, value = item.partition("=")
        try:
            pairs.append((name, float(value)))
        except ValueError as error:
            raise UsageError(f'"{item}" is not NAME=VALUE', hint="--dial per_device=3") from error
    return tuple(pairs)


def _make(session: Session, folder: Path, settings: WorldSettings) -> None:
    """Make the world, write it, and say what was written."""
    from linkage.cli.render.progress import Reporter
    from linkage.simulate import simulate as make_world
    from linkage.simulate.writing import write_world

    with Reporter(quiet=session.quiet) as progress:
        progress("make the world")
        world = make_world(settings)
        paths = write_world(world, folder, progress)
    files = [{"file": path, "bytes": path.stat().st_size} for path in paths]
    bad = world.truth.filter(world.truth["status"] == "cluster")
    facts = {
        "accounts": world.size,
        "ring_accounts": bad.height,
        "rings": bad["cluster"].n_unique(),
        "files": files,
    }
    if session.json:
        from linkage.cli.output import write_json

        write_json(facts)
    elif session.plain:
        from linkage.cli.output import write_plain

        write_plain(("file", "bytes"), [tuple(each.values()) for each in files])
    else:
        from linkage.cli.render.world_page import world_page

        world_page(session.console, facts, folder)
