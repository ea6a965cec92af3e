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

    config = session.config
    with session.store() as store:
        state: dict[str, Any] = {
            "engine": store.dialect,
            "graph": config.graph.uri or str(config.workspace),
            **read_status(store),
        }
    if session.json:
        from linkage.cli.output import write_json

        write_json(state)
    elif session.plain:
        _plain(state)
    else:
        from linkage.cli.render.status_page import status_page

        status_page(session.console, state)


def _plain(state: dict[str, Any]) -> None:
    from linkage.cli.output import write_plain

    rows = [(name, state[name]) for name in ("engine", "graph", "stale")]
    rows += [(f"nodes.{name}", number) for name, number in state["nodes"].items()]
    rows += [(f"relationships.{name}", number) for name, number in state["relationships"].items()]
    rows += [(f"hubs.{name}", number) for name, number in state["hubs"].items()]
    rows.append(("loads", len(state["loads"])))
    rows.append(("run", state["run"] and state["run"]["run"]))
    write_plain(("name", "value"), rows)
