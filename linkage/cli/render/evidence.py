"""Evidence that sums: the waterfall table, shared by ring pages and why-linked pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.bars import waterfall
from linkage.cli.render.palette import level
from linkage.cli.render.safe import clip, cuts, indented, text

if TYPE_CHECKING:
    from linkage.records import Contribution

SMALL = 0.5
"""Bits below which contributions share a line of the table; --json lists each."""

_WIDEST = 40
_NAME = 30


def heading(console: Console, title: str) -> None:
    """Print the title of a part of a page, with a line of space before it."""
    console.print()
    console.print(Text(title, "heading"))


def label(item: Contribution) -> str:
    """Return the name of a contribution in words."""
    return item.name.replace("_", " ")


def probability(score: float) -> Text:
    """Return a probability as shape, number and word."""
    word, shape, style = level(score)
    return Text.assemble((f"{shape} {numbers.percent(score)} {word}", style))


def folded(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Return the contributions with those of less than `SMALL` bits summed into one."""
    small = [item for item in contributions if abs(item.bits) < SMALL]
    if len(small) < 2:
        return list(contributions)
    large = [item for item in contributions if abs(item.bits) >= SMALL]
    names = ", ".join(label(item) for item in small)
    total = sum(item.bits for item in small)
    return [*large, replace(small[0], name=f"{len(small)} smaller", bits=total, meaning=names)]


def evidence_table(
    console: Console, contributions: Sequence[Contribution], score: float | None = None
) -> None:
    """Print one line a contribution, its meaning below it, and the total of the bits."""
    contributions = folded(contributions)
    name_width = min(_NAME, max((len(label(c)) for c in contributions), default=0))
    room = min(_WIDEST, (console.width if cuts(console) else 100) - name_width - 14)
    bars = waterfall(contributions, max(10, room))
    for item, drawn in zip(contributions, bars, strict=True):
        line = Text("  ")
        line.append(clip(label(item), name_width).ljust(name_width))
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
