"""The table of hubs: what they may be, and the reason in a line below each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.safe import cuts, indented, text
from linkage.natures import title_of

_VALUE = 40


def hub_table(console: Console, hubs: Sequence[Mapping[str, Any]], *, total: int) -> None:
    """Print each hub in a line, and below it why it is said to be what it is."""
    if not hubs:
        console.print(Text("No hubs."))
        return
    for hub in hubs:
        cut = _VALUE if cuts(console) else None
        line = text(hub["kind"]).append(" ").append_text(text(hub["value"], "name", cells=cut))
        line.append(f"  {numbers.plural(hub['accounts'], 'account')}")
        if hub["in_rings"] is not None:
            line.append(f", {numbers.portion(hub['in_rings'])} in rings")
        line.append("  ").append_text(nature(hub["nature"]))
        console.print(line, soft_wrap=True)
        for sentence in (hub["nature_reason"], hub["hub_reason"]):
            if sentence:
                indented(console, text(sentence, "quiet"), 4)
    note = numbers.plural(total, "identifier")
    if len(hubs) < total:
        note = f"{numbers.count(len(hubs))} of {note}; --limit 0 lists all"
    console.print(Text(note, "quiet"))


def nature(name: str | None) -> Text:
    """Return a nature as a page shows it, or that it is not known."""
    return text(title_of(name), "title") if name else Text("nature unknown", "quiet")


def natures_line(counts: Mapping[str, int]) -> Text:
    """Return how many hubs there are of each nature."""
    parts = ", ".join(f"{numbers.count(n)} {title_of(name)}" for name, n in counts.items())
    total = numbers.plural(sum(counts.values()), "hub")
    return text(f"{total} ({parts}); linkage hubs lists them", "quiet")
