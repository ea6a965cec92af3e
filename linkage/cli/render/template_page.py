"""One prompt template on a page: its text, disguise, rings, days and accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.bars import bar, sparkline
from linkage.cli.render.evidence import heading, probability
from linkage.cli.render.safe import cuts, indented, text
from linkage.cli.render.tables import WIDEST, Column, print_table

if TYPE_CHECKING:
    from linkage.cli.template_reading import Listed, Template

SLOT = "{…}"
"""How a skeleton shows a slot."""

_TIMELINE = 60
"""Most blocks of the timeline."""


def template_page(
    console: Console,
    listed: Listed,
    rings: Sequence[Mapping[str, Any]],
    days: Sequence[tuple[datetime, int]],
    accounts: Sequence[Mapping[str, Any]],
    examples: Sequence[str],
    *,
    sample: int,
) -> None:
    """Print the rows of the queries template, template_rings, template_days, template_accounts.

    ``examples`` are prompts of it, redacted.
    """
    template = listed.template
    _head(console, listed)
    heading(console, "Its text")
    if template.skeleton:
        indented(console, _skeleton(template.skeleton), 2)
        slots = template.skeleton.count(SLOT)
        note = f"{numbers.plural(slots, 'slot')}; letters are folded, numbers stand as #"
        indented(console, Text(note, "quiet"), 2)
    else:
        indented(console, Text("unknown: its id came with the data", "quiet"), 2)
    if template.obfuscation:
        heading(console, "Disguise")
        indented(console, text(template.obfuscation), 2)
    if examples:
        heading(console, "Examples, redacted")
        for example in examples:
            indented(console, text(example), 4, first="– ")
    _rings(console, template, rings[:sample])
    _timeline(console, days)
    _accounts(console, template, accounts[:sample])


def _head(console: Console, listed: Listed) -> None:
    template = listed.template
    console.print(Text.assemble(("Template ", "title"), text(template.id, "title")))
    parts = [
        f"{numbers.plural(template.accounts, 'account')} linked by "
        f"{numbers.plural(template.prompts, 'prompt')}",
        numbers.span(template.first_seen, template.last_seen),
    ]
    if listed.burst:
        parts.append(f"{numbers.portion(listed.burst)} began within 24 hours")
    console.print(Text(" · ".join(part for part in parts if part != "–")))
    facts = []
    if template.capability:
        facts.append(f"asks for: {template.capability} (a guess by words)")
    if template.support:
        facts.append(f"found in {numbers.plural(template.support, 'distinct prompt')} at once")
    if template.hub:
        facts.append("a hub: it never makes two accounts a pair")
    elif template.bits is not None:
        facts.append(f"sharing it is worth {numbers.bits(template.bits)} bits")
    if facts:
        console.print(text(" · ".join(facts)))


def _skeleton(skeleton: str) -> Text:
    """Return the text with its slots set off."""
    line = Text()
    for number, part in enumerate(skeleton.split(SLOT)):
        if number:
            line.append(SLOT, "for")
        line.append_text(text(part))
    return line


def _rings(console: Console, template: Template, rings: Sequence[Mapping[str, Any]]) -> None:
    if not rings:
        return
    heading(console, "Rings that sent it")
    columns = (
        Column("ring", style="name"),
        Column("members that sent it", right=True),
        Column(""),
        Column("of", right=True),
        Column("score"),
    )
    rows = [
        (
            text(row["ring"]),
            numbers.count(row["members"]),
            bar(row["members"] / max(1, row["accounts"]), 12),
            numbers.count(row["accounts"]),
            probability(row["score"]),
        )
        for row in rings
    ]
    print_table(console, columns, rows)
    _more(console, len(rings), template.rings)


def _timeline(console: Console, days: Sequence[tuple[datetime, int]]) -> None:
    if not days:
        return
    heading(console, "Accounts that sent it, by day")
    first, last = days[0][0], days[-1][0]
    span = (last - first).days + 1
    step = -(-span // _TIMELINE)
    counts: Counter[int] = Counter()
    for day, count in days:
        slot = (day - first).days // step
        counts[slot] = max(counts[slot], count)
    blocks = [counts.get(slot, 0) for slot in range(-(-span // step))]
    console.print(Text("  ").append_text(sparkline(blocks)))
    busiest = max(days, key=lambda entry: entry[1])
    size = "a day" if step == 1 else f"the busiest of {step} days"
    note = f"  {numbers.span(first, last)}, {size} a block; most on {numbers.day(busiest[0])}: "
    console.print(Text(note + numbers.count(busiest[1]), "quiet"))


def _accounts(console: Console, template: Template, accounts: Sequence[Mapping[str, Any]]) -> None:
    if not accounts:
        return
    heading(console, "Accounts")
    columns = (
        Column("account", style="name", stretch=True),
        Column("prompts", right=True),
        Column("seen"),
        Column("ring"),
    )
    rows = [
        (
            text(row["account"], cells=WIDEST if cuts(console) else None),
            numbers.count(row["prompts"]),
            numbers.days(row["first_seen"], row["last_seen"]),
            text(row["ring"] or "–"),
        )
        for row in accounts
    ]
    print_table(console, columns, rows)
    _more(console, len(rows), template.accounts)


def _more(console: Console, shown: int, total: int) -> None:
    if shown < total:
        console.print(Text(f"{shown} of {total:,}; --json lists all", "quiet"))
