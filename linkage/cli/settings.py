"""``linkage kinds`` and ``linkage config``: what is in force, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import typer

from linkage.cli.command import command
from linkage.cli.session import Session
from linkage.errors import NotFoundError, StoreError

if TYPE_CHECKING:
    from linkage.kinds import KindTable

GROUP = "Settings"


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(app, "kinds", group=GROUP, examples=("linkage kinds", "linkage kinds --json"))(kinds)
    command(
        app,
        "config",
        group=GROUP,
        examples=("linkage config", "linkage --config other.toml config --plain"),
    )(config)


def kinds(session: Session) -> None:
    """List the kinds of identifiers that accounts can share, those from files as well."""
    table = list(_in_force(session).values())
    if session.json:
        from linkage.cli.output import write_json

        write_json(table)
    elif session.plain:
        from linkage.cli.output import write_plain

        names = ("name", "label", "relationship", "group", "cap", "personal", "ownable")
        write_plain(names, [[getattr(kind, name) for name in names] for kind in table])
    else:
        from linkage.cli.render.listing import kind_list

        kind_list(session.console, table)


def _in_force(session: Session) -> KindTable:
    """Return the kinds that the store knows, or the configuration's where there is no store."""
    try:
        with session.store() as store:
            return store.kinds
    except (NotFoundError, StoreError):
        return session.config.kinds


def config(session: Session) -> None:
    """Show every setting in force, with a sentence on each."""
    rows = list(_settings(session.config))
    if session.json:
        from linkage.cli.output import write_json

        write_json({name: value for name, value, _, _ in rows})
    elif session.plain:
        from linkage.cli.output import write_plain

        write_plain(("setting", "value", "meaning"), [(n, v, m) for n, v, _, m in rows])
    else:
        from linkage.cli.output import cell_text
        from linkage.cli.render.listing import setting_list

        shown = [(n, cell_text(v) or '""', changed, m) for n, v, changed, m in rows]
        setting_list(session.console, shown)


def _settings(config: Any) -> Iterator[tuple[str, Any, bool, str]]:
    """Yield name, value, whether it is not the default, and meaning of each setting."""
    yield "file", config.path, False, "The settings file that was read; none gives the defaults."
    yield "workspace", config.workspace, False, "Folder that holds the data."
    for part in fields(config):
        section = getattr(config, part.name)
        if not is_dataclass(section):
            continue
        default = _default(section)
        for setting in fields(section):
            value = getattr(section, setting.name)
            changed = value != getattr(default, setting.name)
            yield f"{part.name}.{setting.name}", value, changed, setting.metadata["meaning"]


def _default(section: Any) -> Any:
    """Return a section with all its defaults."""
    return type(section)()
