"""The table of prompt templates: one line a template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.safe import text
from linkage.cli.render.tables import Column, print_table

if TYPE_CHECKING:
    from linkage.cli.template_reading import Listed, Template


def template_table(console: Console, shown: Sequence[Listed], *, total: int, known: int) -> None:
    """Print templates; ``total`` could be listed, ``known`` are there in all."""
    if shown:
        _table(console, shown)
    note = numbers.plural(total, "template")
    if len(shown) < total:
        note = f"{numbers.count(len(shown))} of {note}; --limit 0 lists all"
    if total < known:
        note += f"; {numbers.count(known - total)} of fewer accounts; --min-accounts 0 lists them"
    console.print(Text(note, "quiet"))


def _table(console: Console, shown: Sequence[Listed]) -> None:
    wide = console.width >= 110
    disguised = any(each.template.obfuscation for each in shown)
    columns = [
        Column("template", style="name"),
        Column("accounts", right=True),
        Column("prompts", right=True),
        Column("in rings", right=True),
        Column("burst", right=True),
    ]
    if wide:
        columns += [Column("seen"), Column("asks for")]
    if disguised:
        columns.append(Column("disguise", stretch=not wide))
    columns.append(Column("text", stretch=True))
    print_table(console, columns, [_line(each, wide=wide, disguised=disguised) for each in shown])


def _line(listed: Listed, *, wide: bool, disguised: bool) -> list[Text | str]:
    template = listed.template
    cells: list[Text | str] = [
        text(template.id),
        numbers.count(template.accounts),
        numbers.count(template.prompts),
        _in_rings(template),
        numbers.portion(listed.burst) if template.first_seen else "–",
    ]
    if wide:
        cells.append(numbers.days(template.first_seen, template.last_seen))
        cells.append(text(template.capability or "–"))
    if disguised:
        cells.append(text(short_note(template.obfuscation) or "–"))
    cells.append(text(template.skeleton) if template.skeleton else Text("–", "quiet"))
    return cells


def _in_rings(template: Template) -> Text:
    """Return how many of the accounts are in how many rings."""
    if not template.rings:
        return Text("–", "quiet")
    count = numbers.count(template.ring_accounts)
    return Text(f"{count} in {numbers.plural(template.rings, 'ring')}", "for")


def short_note(obfuscation: str) -> str:
    """Return the disguises that a note names, without their shares.

    >>> short_note("invisible characters in 42% of prompts; varied wording (a prompt keeps 80%)")
    'invisible characters, varied wording'
    """
    parts = obfuscation.split("; ")
    return ", ".join(part.partition(" in ")[0].partition(" (")[0] for part in parts if part)
