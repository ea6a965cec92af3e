"""What a simulated world is, and what to do with it next."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.filesize import decimal
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.safe import safe, text
from linkage.cli.render.tables import Column, print_table


def world_page(console: Console, facts: Mapping[str, Any], folder: Path) -> None:
    """Print the files of a world, and the commands that load and judge it."""
    console.print(
        Text.assemble(
            (f"{numbers.count(facts['accounts'])} accounts", "title"),
            f", {numbers.count(facts['ring_accounts'])} of them in "
            f"{numbers.plural(facts['rings'], 'ring')}",
        )
    )
    console.print()
    columns = (Column("file", style="name", stretch=True), Column("size", right=True))
    rows = [(text(str(each["file"])), decimal(each["bytes"])) for each in facts["files"]]
    print_table(console, columns, rows)
    console.print()
    place = safe(str(folder))
    for line in (
        f"linkage load {place}",
        "linkage discover",
        f"linkage evaluate {place}/truth.csv",
    ):
        console.print(Text(f"  {line}", "quiet"), soft_wrap=True)
