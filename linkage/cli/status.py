"""``linkage status``: what is in the graph, and how fresh the rings are."""

from __future__ import annotations

from typing import Any

import typer

from linkage.cli.command import command
from linkage.cli.session import Session


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "status",
        group="Load and find",
        examples=("linkage status", "linkage status --json"),
    )(status)


def status(session: Session) -> None:
    """Show what is in the graph, what was loaded, and the last discovery."""
    from linkage.cli.reading import read_status

    with session.store() as store:
        found = read_status(store)
    state: dict[str, Any] = {
        "workspace": session.config.workspace,
        "engine": store.dialect,
        "graph": session.config.graph.uri,
        **found,
    }
    if session.json:
        from linkage.cli.output import write_json

        write_json(state)
    elif session.plain:
        from linkage.cli.output import write_plain

        rows = [(f"nodes.{row['kind']}", row["count"]) for row in found["nodes"]]
        rows += [(name, state[name]) for name in ("workspace", "engine", "loads", "run", "stale")]
        write_plain(("name", "value"), rows)
    else:
        from linkage.cli.render.status_page import status_page

        status_page(session.console, state)
