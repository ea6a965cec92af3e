"""Evidence that sums: the waterfall table, shared by ring, account and why-linked pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.bars import waterfall
from linkage.cli.render.palette import level
from linkage.cli.render.safe import clip, cuts, indented, text
from linkage.records import ABSENT

if TYPE_CHECKING:
    from linkage.explain import EvidenceRow
    from linkage.records import Contribution

SMALL = 0.5
"""Bits below which contributions share a line of the table; --json lists each."""

_OPPOSITES = (("no ", ""), ("nothing ", "something "))
"""How names begin that say "not" already, and how what they deny begins."""

_WIDEST = 40
_NAME = 32


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of evidence; name and meaning may hold text from the data."""

    name: str
    bits: float
    meaning: str = ""


def heading(console: Console, title: str) -> None:
    """Print the title of a part of a page, with a line of space before it."""
    console.print()
    console.print(Text(title, "heading"))


def probability(score: float) -> Text:
    """Return a probability as shape, number and word."""
    word, shape, style = level(score)
    return Text(f"{shape} {numbers.percent(score)} {word}", style)


def label(name: str) -> str:
    """Return the name of a contribution in words."""
    return name.replace("_", " ")


def named(item: Contribution) -> str:
    """Return the name of a contribution in words, as not there if it is about an absence."""
    name = label(item.name)
    if item.role != ABSENT:
        return name
    for start, opposite in _OPPOSITES:
        if name.startswith(start):
            return opposite + name.removeprefix(start)
    return f"not {name}"


def ring_lines(contributions: Sequence[Contribution]) -> list[Line]:
    """Return a ring's contributions, those of less than `SMALL` bits summed into one line."""
    lines = [Line(named(item), item.bits, item.meaning) for item in contributions]
    small = [line for line in lines if abs(line.bits) < SMALL]
    if len(small) < 2:
        return lines
    large = [line for line in lines if abs(line.bits) >= SMALL]
    names = ", ".join(line.name for line in small)
    return [*large, Line(f"{len(small)} smaller", sum(line.bits for line in small), names)]


def shared_lines(rows: Sequence[EvidenceRow]) -> list[Line]:
    """Return rows of evidence that name an identifier, its kind in front of its value."""
    return [Line(f"{label(row.name)}  {row.value}", row.bits, row.meaning) for row in rows]


def row_names(rows: Sequence[EvidenceRow]) -> list[str]:
    """Return the name and identifier of rows of evidence, for a sentence."""
    return [f"{label(row.name)} {row.value}".strip() for row in rows]


def evidence_table(console: Console, lines: Sequence[Line], score: float | None = None) -> None:
    """Print each line's bits as a waterfall, its meaning below it, and the total."""
    width = min(_NAME, max((len(line.name) for line in lines), default=0))
    room = min(_WIDEST, (console.width if cuts(console) else 100) - width - 14)
    bars = waterfall([line.bits for line in lines], max(10, room))
    for line, drawn in zip(lines, bars, strict=True):
        name = clip(line.name, width)
        shown = Text("  ").append_text(Text(name.ljust(width)))
        shown.append(f"{numbers.bits(line.bits):>8}  ", "for" if line.bits >= 0 else "against")
        shown.append_text(drawn)
        shown.rstrip()
        console.print(shown)
        if line.meaning:
            indented(console, text(line.meaning, "quiet"), 4)
    total = sum(line.bits for line in lines)
    shown = Text.assemble("  ", ("total".ljust(width), "title"), f"{numbers.bits(total):>8}")
    if score is not None:
        shown.append(" bits = ").append_text(probability(score))
    console.print(shown)


def doubts(console: Console, sentences: Sequence[str], none: str) -> None:
    """Print what speaks against, or that there is nothing."""
    heading(console, "What speaks against it")
    for sentence in sentences or (none,):
        indented(console, text(sentence), 2, first="– ")


def enough(console: Console, names: Sequence[str]) -> None:
    """Print what would be enough without the rest, if something is."""
    if names:
        indented(console, text(f"enough without the rest: {' and '.join(names)}"), 2)
