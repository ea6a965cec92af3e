"""Tables: calm lines, numbers on the right, long texts cut to the room that there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from linkage.cli.output import cell_text
from linkage.cli.render import numbers
from linkage.cli.render.safe import cuts, text

WIDEST = 60
"""Cells of a value from the data in a table on a terminal; --plain and --json show all of it."""

GAP = 2
"""Cells between two columns."""
_NARROWEST = 8


@dataclass(frozen=True, slots=True)
class Column:
    """How one column of a table looks."""

    title: str
    right: bool = False
    style: str = ""
    stretch: bool = False
    """Whether it gives way when the terminal is narrow."""


def print_table(
    console: Console, columns: Sequence[Column], rows: Iterable[Sequence[Text | str]]
) -> None:
    """Print cells that are safe already (`Text`) or the program's own words.

    On a terminal the columns that stretch share what the others leave; elsewhere nothing is cut.
    """
    cells = [[cell if isinstance(cell, Text) else Text(cell) for cell in row] for row in rows]
    drawn = Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        header_style="heading",
        padding=(0, GAP - 1, 0, 0),
    )
    widths = _widths(console, columns, cells)
    for column, width in zip(columns, widths, strict=True):
        drawn.add_column(
            column.title,
            justify="right" if column.right else "left",
            style=column.style,
            no_wrap=True,
            overflow="ellipsis",
            width=width,
        )
    for row in cells:
        drawn.add_row(*row)
    console.print(drawn, crop=cuts(console))


def _widths(
    console: Console, columns: Sequence[Column], cells: Sequence[Sequence[Text]]
) -> list[int]:
    """Return the width of each column: as needed, and the stretching ones cut to fit."""
    needed = [
        max([cell_len(column.title), *(row[at].cell_len for row in cells)])
        for at, column in enumerate(columns)
    ]
    stretching = [at for at, column in enumerate(columns) if column.stretch]
    excess = sum(needed) + GAP * (len(columns) - 1) - console.width
    while cuts(console) and excess > 0:
        widest = max(stretching, key=lambda at: needed[at], default=None)
        if widest is None or needed[widest] <= _NARROWEST:
            break
        needed[widest] -= 1
        excess -= 1
    return needed


def answer(
    console: Console, names: Sequence[str], rows: Sequence[Sequence[object]], *, most: int
) -> None:
    """Print a query's answer, any values in any columns, and ``most`` rows of it."""
    cut = len(rows) > most
    rows = rows[:most]
    right = [
        bool(rows) and all(isinstance(row[at], int | float | None) for row in rows)
        for at in range(len(names))
    ]
    columns = [
        Column(text(name).plain, right=right[at], stretch=not right[at])
        for at, name in enumerate(names)
    ]
    cells = [[_cell(value, cut=cuts(console)) for value in row] for row in rows]
    print_table(console, columns, cells)
    note = numbers.plural(len(rows), "row")
    more = "the first {}; --json and --plain print all"
    console.print(Text(more.format(note) if cut else note, "quiet"))


def _cell(value: object, *, cut: bool) -> Text:
    if value is None:
        return Text("–", "quiet")
    if isinstance(value, int) and not isinstance(value, bool):
        return Text(numbers.count(value))
    if isinstance(value, float):
        return Text(f"{value:,.4g}")
    return text(cell_text(value), cells=WIDEST if cut else None)
