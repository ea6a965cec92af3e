"""Tables: calm lines, numbers on the right, long texts cut to the room that there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from linkage.cli.output import cell_text
from linkage.cli.render import numbers
from linkage.cli.render.safe import text

WIDEST = 60
"""Cells of a value from the data in a table on a terminal; --plain and --json show all of it."""


@dataclass(frozen=True, slots=True)
class Column:
    """How one column of a table looks."""

    title: str
    right: bool = False
    style: str = ""
    stretch: bool = False
    """The column that gives way when the terminal is narrow."""


def table(columns: Sequence[Column], rows: Iterable[Sequence[Text | str]]) -> Table:
    """Return a table of cells that are safe already (`Text`) or the program's own words."""
    drawn = Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        header_style="heading",
        padding=(0, 1),
        collapse_padding=False,
    )
    for column in columns:
        drawn.add_column(
            column.title,
            justify="right" if column.right else "left",
            style=column.style,
            no_wrap=True,
            overflow="ellipsis",
            ratio=None,
            min_width=8 if column.stretch else None,
        )
    for row in rows:
        drawn.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    return drawn


def answer(console: Console, names: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a query's answer: any values, any columns."""
    right = [
        bool(rows) and all(isinstance(row[i], int | float | None) for row in rows)
        for i in range(len(names))
    ]
    columns = [Column(text(n).plain, right=right[i], stretch=True) for i, n in enumerate(names)]
    cells = ([_cell(value, cut=console.is_terminal) for value in row] for row in rows)
    console.print(table(columns, cells))
    console.print(Text(f"{numbers.count(len(rows))} rows", "quiet"))


def _cell(value: object, *, cut: bool) -> Text:
    if value is None:
        return Text("–", "quiet")
    if isinstance(value, int) and not isinstance(value, bool):
        return Text(numbers.count(value))
    if isinstance(value, float):
        return Text(f"{value:,.4g}")
    return text(cell_text(value), cells=WIDEST if cut else None)
