"""Evidence that sums: the waterfall table, shared by ring pages and why-linked pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.bars import waterfall
from linkage.cli.render.palette import level
from linkage.cli.render.safe import clip, indented, text

if TYPE_CHECKING:
    from linkage.records import Contribution

_WIDEST = 40
_NAME = 30


def heading(console: Console, title: str) -> None:
    """Print the title of a part of a page, with a line of space before it."""
    console.print()
    console.print(Text(title, "heading"))


def probability(score: float) -> Text:
    """Return a probability as shape, number and word."""
    word, shape, style = level(score)
    return Text.assemble((f"{shape} {numbers.percent(score)} {word}", style))


def evidence_table(
    console: Console, contributions: Sequence[Contribution], score: float | None = None
) -> None:
    """Print one line a contribution, its meaning below it, and the total of the bits."""
    name_width = min(_NAME, max((len(c.name) for c in contributions), default=0))
    room = min(_WIDEST, (console.width if console.is_terminal else 100) - name_width - 14)
    bars = waterfall(contributions, max(10, room))
    for item, drawn in zip(contributions, bars, strict=True):
        line = Text("  ")
        line.append(clip(item.name, name_width).ljust(name_width))
        line.append(f"{numbers.bits(item.bits):>8}  ", "for" if item.bits >= 0 else "against")
        line.append_text(drawn)
        line.rstrip()
        console.print(line)
        if item.meaning:
            indented(console, text(item.meaning, "quiet"), 4)
    total = sum(item.bits for item in contributions)
    line = Text.assemble("  ", ("total".ljust(name_width), "title"), f"{numbers.bits(total):>8}")
    if score is not None:
        line.append(" bits = ").append_text(probability(score))
    console.print(line)
