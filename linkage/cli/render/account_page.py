"""One account on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.evidence import (
    doubts,
    enough,
    evidence_table,
    heading,
    probability,
    row_names,
    shared_lines,
)
from linkage.cli.render.safe import cuts, text
from linkage.cli.render.tables import WIDEST, Column, print_table
from linkage.natures import title_of

if TYPE_CHECKING:
    from linkage.explain import MemberExplanation

_FACTS = (("plan", "plan"), ("country", "country"), ("status", "status"), ("email_domain", "mail"))


def account_page(
    console: Console,
    account: Mapping[str, Any],
    membership: MemberExplanation | None,
    identifiers: Sequence[Mapping[str, Any]],
    neighbours: Sequence[Mapping[str, Any]],
    *,
    limit: int,
) -> None:
    """Print the rows of the queries account, account_identifiers and account_neighbours."""
    console.print(Text("Account ", "title").append_text(text(account["account"], "title")))
    facts = [f"signed up {numbers.moment(account['created_at'])}"] if account["created_at"] else []
    facts += [f"{title} {account[name]}" for name, title in _FACTS if account[name]]
    console.print(text(" · ".join(facts) or "nothing is known but what it was seen with"))
    _ring(console, account)
    if membership:
        heading(console, "Why it is in the ring")
        evidence_table(console, shared_lines(membership.rows), membership.probability)
        enough(console, row_names(membership.smallest))
        doubts(console, membership.against, "Nothing that was looked for.")
    _identifiers(console, identifiers[:limit])
    if len(identifiers) > limit:
        console.print(Text(f"{limit} of {len(identifiers):,}; --json lists all", "quiet"))
    _neighbours(console, neighbours)


def _ring(console: Console, account: Mapping[str, Any]) -> None:
    if account["ring"] is None:
        console.print(Text("in no ring", "quiet"))
        return
    line = Text("in ring ").append_text(text(account["ring"], "name"))
    line.append(" (core)  " if account["core"] else " (rim)  ")
    line.append_text(probability(account["score"]))
    if account["campaign"]:
        line.append(" · campaign ").append_text(text(account["campaign"], "name"))
    console.print(line)


def _identifiers(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    heading(console, "Seen with, rarest first")
    cut = WIDEST if cuts(console) else None
    columns = (
        Column("kind"),
        Column("identifier", style="name", stretch=True),
        Column("accounts", right=True),
        Column("bits", right=True),
        Column("nature"),
        Column("seen"),
        Column("times", right=True),
    )
    print_table(
        console,
        columns,
        [
            (
                text(row["kind"]),
                text(row["value"], cells=cut),
                numbers.count(row["accounts"]),
                _worth(row),
                text(title_of(row["nature"])),
                numbers.days(row["first_seen"], row["last_seen"]),
                numbers.count(row["times"]),
            )
            for row in rows
        ],
    )


def _worth(row: Mapping[str, Any]) -> Text:
    """Return what sharing it is worth: a hub by its name, nothing where nobody shares it."""
    if row["hub"]:
        return Text("hub", "quiet")
    if row["bits"] is None:
        return Text("–", "quiet")
    return Text(numbers.bits(row["bits"]))


def _neighbours(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    heading(console, "Nearest accounts")
    if not rows:
        console.print(Text("  it shares no identifier with anybody, hubs aside", "quiet"))
        return
    columns = (
        Column("account", style="name", stretch=True),
        Column("bits", right=True),
        Column("kinds", right=True),
        Column("identifiers", right=True),
        Column("ring"),
    )
    cut = WIDEST if cuts(console) else None
    print_table(
        console,
        columns,
        [
            (
                text(row["neighbour"], cells=cut),
                numbers.bits(row["bits"]),
                numbers.count(row["kinds"]),
                numbers.count(row["shared"]),
                text(row["ring"] or "–"),
            )
            for row in rows
        ],
    )
    console.print(Text("linkage why A B shows the evidence between two accounts", "quiet"))
