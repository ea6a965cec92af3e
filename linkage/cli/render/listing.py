"""Lists of what there is: queries, kinds, settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from linkage.cli.render.safe import indented, text
from linkage.cli.render.tables import Column, print_table

if TYPE_CHECKING:
    from linkage.kinds import IdentifierKind
    from linkage.store.queries import Query


def query_list(console: Console, queries: Sequence[Query]) -> None:
    """Print each query with its question and its parameters."""
    for query in queries:
        line = Text(query.name.rpartition("/")[2], "name")
        for parameter in query.parameters:
            line.append(f"  {parameter.name}=", "for" if parameter.required else "quiet")
            line.append(
                parameter.type.upper() if parameter.required else str(parameter.default),
                "for" if parameter.required else "quiet",
            )
        console.print(line)
        indented(console, Text(query.description, "quiet"), 4)


def kind_list(console: Console, kinds: Iterable[IdentifierKind]) -> None:
    """Print the kinds of identifiers in force."""
    columns = (
        Column("kind", style="name"),
        Column("node"),
        Column("relationship"),
        Column("group"),
        Column("hub from", right=True),
        Column("personal"),
        Column("ownable"),
    )
    rows = [
        (
            text(k.name),
            text(k.label),
            text(k.relationship),
            text(k.group),
            f"{k.cap:,}",
            "yes" if k.personal else "",
            "yes" if k.ownable else "no",
        )
        for k in kinds
    ]
    print_table(console, columns, rows)


def setting_list(console: Console, rows: Sequence[tuple[str, str, bool, str]]) -> None:
    """Print settings: name, value, whether it differs from the default, and its meaning."""
    for name, value, changed, meaning in rows:
        line = Text.assemble((name, "name"), " = ", text(value, "title" if changed else ""))
        console.print(line)
        indented(console, Text(meaning, "quiet"), 4)
