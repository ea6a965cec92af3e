"""The ring table: one line a ring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.bars import bar, block
from linkage.cli.render.evidence import heading, named
from linkage.cli.render.palette import level
from linkage.cli.render.safe import text
from linkage.cli.render.tables import GAP, Column, print_table
from linkage.records import ABSENT, CIRCUMSTANCE, INSUFFICIENT, SEEN
from linkage.reviews import REVIEWED

if TYPE_CHECKING:
    from linkage.records import Ring

EVIDENCE = 3
"""Contributions named in a line."""

_BETWEEN = "  "
_FULL = 12.0
"""Bits at which the block before a contribution is full."""
_RANKS = (SEEN, ABSENT, CIRCUMSTANCE)


def ring_table(
    console: Console, rings: Sequence[Ring], *, total: int, notes: Sequence[str] = ()
) -> None:
    """Print the rings, and how many there are in all; without any, the run's ``notes`` say why."""
    if not rings:
        console.print(Text("No rings."))
        for note in notes:
            console.print(Text("  ! ", "warn").append_text(text(note)))
        return
    wide, roomy = console.width >= 110, console.width >= 130
    campaigns = any(ring.campaign for ring in rings)
    largest = max(ring.accounts for ring in rings)
    columns = [Column("ring", style="name")]
    if campaigns:
        columns.append(Column("campaign"))
    columns.append(Column("accounts", right=True))
    if roomy:
        columns.append(Column(""))
    columns.append(Column("score", right=True))
    if wide:
        columns.append(Column(""))
    columns += [Column("seen"), Column("burst", right=True), Column("main evidence", stretch=True)]
    rows = [_row(ring, largest if roomy else 0, wide=wide, campaigns=campaigns) for ring in rings]
    taken = [
        max(cell_len(column.title), *(cell_len(str(row[at])) for row in rows)) + GAP
        for at, column in enumerate(columns[:-1])
    ]
    room = max(20, console.width - sum(taken))
    print_table(
        console,
        columns,
        [[*row, _evidence(ring, room)] for row, ring in zip(rows, rings, strict=True)],
    )
    members = sum(ring.accounts for ring in rings)
    noun = "group" if rings[0].verdict == INSUFFICIENT else "ring"
    note = numbers.plural(total, noun)
    if len(rings) < total:
        note = f"{numbers.count(len(rings))} of {note}; --limit 0 lists all"
    console.print(Text(f"{note}, {numbers.plural(members, 'account')} here", "quiet"))


def candidate_table(console: Console, groups: Sequence[Ring], *, total: int) -> None:
    """Print the groups whose evidence does not suffice, apart from the rings."""
    heading(console, "Insufficient evidence: groups that are not flagged")
    ring_table(console, groups, total=total)


def _row(ring: Ring, largest: int, *, wide: bool, campaigns: bool) -> list[Text | str]:
    word, shape, style = level(ring.score)
    cells: list[Text | str] = [text(ring.id)]
    if campaigns:
        cells.append(text(ring.campaign or "–"))
    cells.append(numbers.count(ring.accounts))
    if largest:
        cells.append(bar((ring.accounts / largest) ** 0.5, 6, "name"))
    cells.append(Text(f"{numbers.short_percent(ring.score)} {shape}", style))
    if wide:
        cells.append(Text(ring.verdict if ring.verdict != "ring" else word, style))
    seen = numbers.days if wide else numbers.months
    cells.append(seen(ring.first_seen, ring.last_seen))
    cells.append(numbers.portion(ring.burst))
    return cells


def _evidence(ring: Ring, room: int) -> Text:
    """Return the strongest contributions that fit, each behind a block as high as its bits.

    What was seen comes first, though an absence or a mere circumstance may add more.
    """
    seen = [
        item
        for item in ring.contributions
        if item.bits > 0 and item.name not in {"prior", REVIEWED}
    ]
    ranked = sorted(seen, key=lambda item: (_RANKS.index(item.role), -item.bits))
    line = Text()
    for item in ranked[:EVIDENCE]:
        entry = block(item.bits / _FULL).append(" ").append_text(text(named(item), cells=24))
        if line and line.cell_len + len(_BETWEEN) + entry.cell_len > room:
            break
        line.append(_BETWEEN if line else "").append_text(entry)
    return line
