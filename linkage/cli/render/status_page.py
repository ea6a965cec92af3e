"""What is in the graph, what was loaded, and the last run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.evidence import heading
from linkage.cli.render.hub_table import natures_line
from linkage.cli.render.safe import text
from linkage.cli.render.tables import Column, print_table

if TYPE_CHECKING:
    from linkage.records import LoadMark

LOADS = 10


def status_page(console: Console, state: Mapping[str, Any]) -> None:
    """Print the state that `linkage.cli.reading.read_status` returns."""
    console.print(
        Text.assemble(("Graph ", "title"), text(state["graph"], "title"), f"  {state['engine']}")
    )
    for part, unit in (("nodes", "nodes"), ("relationships", "relationships")):
        heading(console, part.capitalize())
        _counts(console, state[part], unit)
    _loads(console, state["loads"])
    _run(console, state["run"], stale=state["stale"])
    if state["hubs"]:
        console.print(Text("  ").append_text(natures_line(state["hubs"])))


def _counts(console: Console, counts: Mapping[str, int], unit: str) -> None:
    if not counts:
        console.print(Text(f"  no {unit}", "quiet"))
    widest = max((len(name) for name in counts), default=0)
    for name, number in counts.items():
        line = Text("  ").append_text(text(name.ljust(widest)))
        console.print(line.append(f"{numbers.count(number):>12}"))


def _loads(console: Console, loads: Sequence[LoadMark]) -> None:
    heading(console, "Loads")
    if not loads:
        console.print(Text("  nothing was loaded", "quiet"))
        return
    columns = (
        Column("loader", style="name"),
        Column("file", stretch=True),
        Column("rows", right=True),
        Column("rejected", right=True),
    )
    rows = [
        (text(m.loader), text(m.source), numbers.count(m.rows), numbers.count(m.rejected))
        for m in loads[-LOADS:]
    ]
    print_table(console, columns, rows)
    if len(loads) > LOADS:
        console.print(Text(f"the last {LOADS} of {len(loads):,}; --json lists all", "quiet"))


def _run(console: Console, run: Mapping[str, Any] | None, *, stale: bool) -> None:
    heading(console, "Last discovery")
    if run is None:
        console.print(Text("  none yet; linkage discover finds rings", "quiet"))
        return
    console.print(
        Text("  ")
        .append_text(text(run["run"], "name"))
        .append(
            f"  {numbers.plural(run['rings'], 'ring')} with {numbers.count(run['members'])} of "
            f"{numbers.count(run['accounts'])} accounts, seed {run['seed']}, {run['engine']}"
        )
    )
    for note in run["notes"]:
        console.print(Text("  ! ", "warn").append_text(text(note)))
    if stale:
        console.print(
            Text("  ! the graph has changed since then; linkage discover finds rings again", "warn")
        )
