"""How members work in time, on a ring's page, and what two accounts do together."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from linkage.cli.render import numbers
from linkage.cli.render.evidence import heading, label
from linkage.cli.render.safe import indented, text
from linkage.cli.render.tables import Column, print_table
from linkage.records import Ring


def timing(console: Console, ring: Ring) -> None:
    """Print the temporal patterns of a ring, and what each means."""
    if not ring.timing:
        return
    heading(console, "Timing")
    columns = (
        Column("pattern"),
        Column("members", right=True),
        Column("counted", right=True),
        Column("by chance", right=True),
        Column("chance of that", right=True),
    )
    rows = [
        (
            text(label(pattern.name)),
            numbers.count(pattern.members),
            numbers.expected(pattern.observed),
            numbers.expected(pattern.expected),
            numbers.odds(pattern.log10_p),
        )
        for pattern in ring.timing
    ]
    print_table(console, columns, rows)
    for pattern in ring.timing:
        indented(console, text(pattern.sentence, "quiet"), 2)


def meetings(console: Console, sentences: Sequence[str]) -> None:
    """Print what two accounts do in time with what they share."""
    if not sentences:
        return
    heading(console, "In time")
    for sentence in sentences:
        indented(console, text(sentence), 2, first="– ")
