"""The ring table: one line a ring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.bars import bar
from linkage.cli.render.palette import level
from linkage.cli.render.safe import text
from linkage.cli.render.tables import Column, table

if TYPE_CHECKING:
    from linkage.records import Ring

EVIDENCE = 3
"""Contributions named in a line."""


def ring_table(console: Console, rings: Sequence[Ring], *, total: int) -> None:
    """Print the rings, and how many there are in all."""
    if not rings:
        console.print(Text("No rings."))
        return
    wide = console.width >= 110
    campaigns = any(ring.campaign for ring in rings)
    largest = max(ring.accounts for ring in rings)
    columns = [Column("ring", style="name")]
    if campaigns:
        columns.append(Column("campaign"))
    columns += [Column("accounts", right=True), Column("")]
    columns += [Column("score", right=True)]
    if wide:
        columns.append(Column(""))
    columns += [Column("first – last" if wide else "first"), Column("burst", right=True)]
    columns.append(Column("main evidence", stretch=True))
    rows = [_row(ring, largest, wide=wide, campaigns=campaigns) for ring in rings]
    console.print(table(columns, rows))
    members = sum(ring.accounts for ring in rings)
    note = f"{len(rings):,} of {total:,} rings" if len(rings) < total else f"{total:,} rings"
    console.print(Text(f"{note}, {members:,} accounts", "quiet"))


def _row(ring: Ring, largest: int, *, wide: bool, campaigns: bool) -> list[Text | str]:
    word, shape, style = level(ring.score)
    doubtful = ring.verdict != "ring"
    cells: list[Text | str] = [text(ring.id)]
    if campaigns:
        cells.append(text(ring.campaign or "–"))
    cells.append(numbers.count(ring.accounts))
    cells.append(bar((ring.accounts / largest) ** 0.5, 6, "name"))
    cells.append(Text(f"{numbers.percent(ring.score)} {shape}", style))
    if wide:
        cells.append(Text(ring.verdict if doubtful else word, style))
        cells.append(numbers.span(ring.first_seen, ring.last_seen))
    else:
        cells.append(numbers.day(ring.first_seen))
    cells.append(numbers.percent(ring.burst))
    cells.append(_evidence(ring))
    return cells


def _evidence(ring: Ring) -> Text:
    """Return the strongest contributions, each with a bar of up to four cells for eight bits."""
    ranked = sorted((c for c in ring.contributions if c.bits > 0), key=lambda c: -c.bits)
    line = Text()
    for item in ranked[:EVIDENCE]:
        blocks = max(1, min(4, round(item.bits / 2)))
        line.append("█" * blocks, "for")
        line.append(" ")
        line.append_text(text(item.name, cells=24))
        line.append("  ")
    return line
