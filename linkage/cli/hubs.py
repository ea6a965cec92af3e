"""``linkage hubs``: what many accounts share, what it may be, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from linkage.cli.command import command
from linkage.cli.session import Session

if TYPE_CHECKING:
    from linkage.store import Row

COLUMNS = ("kind", "value", "accounts", "nature", "nature_reason", "in_rings", "hub", "hub_reason")


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "hubs",
        group="Look",
        reveals=True,
        examples=("linkage hubs", "linkage hubs --nature vpn", "linkage hubs --all --json"),
    )(hubs)


def _natures() -> list[str]:
    """Return what the shell may complete a nature to."""
    from linkage.natures import NATURES

    return [nature.name for nature in NATURES]


def hubs(
    session: Session,
    nature: Annotated[
        str | None,
        typer.Option(help="Only of this nature, for example campus.", autocompletion=_natures),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", metavar="", help="Also what is no hub but has a nature."),
    ] = False,
    limit: Annotated[int, typer.Option(help="Hubs to list; 0 lists all.", min=0)] = 50,
) -> None:
    """List what many accounts share: a campus, a carrier, a VPN, and the reason for saying so.

    [natures] in linkage.toml declares what you know; the next linkage discover heeds it.
    """
    from linkage.cli.reading import ALL, ask
    from linkage.natures import nature_named

    wanted = nature_named(nature, "--nature").name if nature else "any"
    with session.store() as store:
        rows = ask(store, "read/hubs", limit=ALL, nature=wanted, described=everything)
        if not rows and not ask(store, "read/run"):
            session.say("there was no discovery yet; linkage discover finds hubs")
    shown = [_masked(session, row) for row in rows[: limit or None]]
    if session.json:
        from linkage.cli.output import write_json

        write_json({"total": len(rows), "hubs": shown})
    elif session.plain:
        from linkage.cli.output import write_plain

        write_plain(COLUMNS, [[row[name] for name in COLUMNS] for row in shown])
    else:
        from linkage.cli.render.hub_table import hub_table

        hub_table(session.console, shown, total=len(rows))


def _masked(session: Session, row: Row) -> dict[str, Any]:
    return {name: row[name] for name in COLUMNS} | {
        "value": session.mask.value(row["kind"], row["value"])
    }
