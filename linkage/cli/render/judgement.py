"""Parts of a ring's page that judge it: verdict, chance, weak bridges."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.evidence import heading, label
from linkage.cli.render.hub_table import nature
from linkage.cli.render.safe import cuts, indented, text
from linkage.cli.render.tables import Column, print_table
from linkage.records import RING, Bridge, Ring, Significance

_PARTS = 6
"""Parts named in a line; --json lists more."""


def verdict(console: Console, ring: Ring) -> None:
    """Print the verdict and the rule that gave it."""
    style = "title" if ring.verdict == RING else "warn"
    console.print(Text("verdict: ").append_text(text(ring.verdict, style)))
    if ring.verdict_reason:
        indented(console, text(ring.verdict_reason, "quiet"), 2)


def significance(console: Console, found: Significance | None) -> None:
    """Print what the ring shares beside what a world rewired at random would."""
    if found is None or not found.kinds:
        return
    heading(console, "Against chance: the same accounts and identifiers, rewired at random")
    columns = (
        Column("kind"),
        Column("repeats", right=True),
        Column("by chance", right=True),
        Column("so many or more", right=True),
    )
    rows = [
        (
            text(chance.kind),
            numbers.count(chance.observed),
            numbers.expected(chance.expected),
            numbers.odds(chance.log10_p),
        )
        for chance in found.kinds
    ]
    print_table(console, columns, rows)
    line = (
        f"repeats: members beyond the first on each identifier, hubs aside; all kinds together "
        f"{numbers.odds(found.log10_p)}, for any group of so many accounts "
        f"{numbers.odds(found.log10_any)}, at most"
    )
    indented(console, Text(line, "quiet"), 2)


def bridges(console: Console, ring: Ring) -> None:
    """Print what the ring hangs on, and what it falls into without it."""
    if not ring.bridges:
        return
    heading(console, "Weak bridges, and what it falls into without each")
    cut = 40 if cuts(console) else None
    for bridge in ring.bridges:
        line = Text()
        for number, (kind, value) in enumerate(((bridge.kind, bridge.value), *bridge.others)):
            line.append(" and " if number else "").append(f"{label(kind)} ")
            line.append_text(text(value, "name", cells=cut))
        indented(console, line.append(f"  {parts(bridge, ring.accounts)}"), 2)


def places(console: Console, ring: Ring) -> None:
    """Print what many members share and what it may be."""
    if not ring.places:
        return
    heading(console, "What it may be that many members share")
    cut = 40 if cuts(console) else None
    for place in ring.places:
        line = Text(f"{label(place.kind)} ").append_text(text(place.value, "name", cells=cut))
        line.append(f"  {numbers.portion(place.members / max(1, ring.accounts))} of members  ")
        indented(console, line.append_text(nature(place.nature)), 2)
        indented(console, text(place.reason, "quiet"), 4)


def parts(bridge: Bridge, accounts: int) -> str:
    """Return the sizes of the parts, and how many accounts stand in smaller ones.

    >>> parts(Bridge("device", "d", (20, 15, 1, 1)), 37)
    '20 + 15 + 2 alone'
    """
    named = [size for size in bridge.parts[:_PARTS] if size > 1]
    gone = [bridge.kind, *(kind for kind, _ in bridge.others)].count("account")
    rest = accounts - gone - sum(named)
    alone = len(named) == sum(1 for size in bridge.parts if size > 1)
    shown = [numbers.count(size) for size in named]
    shown += [f"{rest} {'alone' if alone else 'in smaller parts'}"] if rest > 0 else []
    return " + ".join(shown)
