"""One ring on a page: verdict, evidence, doubts, identifiers, times, members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from linkage.cli.render import judgement, numbers
from linkage.cli.render.bars import bar, sparkline
from linkage.cli.render.evidence import (
    doubts,
    enough,
    evidence_table,
    heading,
    named,
    probability,
    ring_lines,
)
from linkage.cli.render.safe import cuts, indented, text
from linkage.cli.render.tables import Column, print_table
from linkage.cli.render.timing import timing
from linkage.records import INSUFFICIENT

if TYPE_CHECKING:
    from linkage.cli.reading import Member
    from linkage.records import Ring

_TIMELINE = 60
"""Most blocks of the sign-up timeline."""


Links = Sequence[tuple[str, str, int, float]]
"""Identifiers as in records.Campaign."""


def ring_page(
    console: Console,
    ring: Ring,
    smallest: Sequence[str],
    members: Sequence[Member],
    shards: Sequence[Ring],
    links: Links = (),
    *,
    sample: int,
) -> None:
    """Print everything that an analyst needs to judge a ring.

    ``smallest`` names the fewest contributions that keep it a ring; ``shards`` are the rings of its
    campaign, this one among them; ``links`` are the identifiers that join them most.
    """
    _head(console, ring)
    if ring.contributions:
        flagged = ring.verdict != INSUFFICIENT
        heading(console, "Why it was flagged" if flagged else "The evidence")
        evidence_table(console, ring_lines(ring.contributions), ring.score)
        lines = {item.name: item for item in ring.contributions}
        enough(console, [named(lines[name]) for name in smallest])
    doubts(console, ring.counter_evidence, "Nothing that was looked for.")
    _hypotheses(console, ring)
    judgement.places(console, ring)
    judgement.significance(console, ring.significance)
    judgement.bridges(console, ring)
    _identifiers(console, ring)
    timing(console, ring)
    _timeline(console, members)
    _shards(console, ring, shards)
    _links(console, links, len(shards))
    _members(console, members, sample)


def _head(console: Console, ring: Ring) -> None:
    title = Text.assemble(("Ring ", "title"), text(ring.id, "title"), "  ")
    console.print(title.append_text(probability(ring.score)))
    rim = ring.accounts - ring.core
    kinds = f" ({numbers.count(ring.core)} core, {numbers.count(rim)} rim)" if rim else ", all core"
    parts = [numbers.plural(ring.accounts, "account") + kinds]
    if ring.shards > 1:
        parts.append(f"one of {ring.shards} shards of a campaign")
    parts.append(numbers.span(ring.first_seen, ring.last_seen))
    if ring.burst:
        parts.append(f"{numbers.portion(ring.burst)} signed up within 24 hours")
    console.print(Text(" · ".join(parts)))
    if ring.campaign:
        console.print(Text("part of campaign ").append_text(text(ring.campaign, "name")))
    judgement.verdict(console, ring)


def _shards(console: Console, ring: Ring, shards: Sequence[Ring]) -> None:
    """List the rings of the same campaign, largest first."""
    if len(shards) < 2:
        return
    heading(console, "Shards of its campaign")
    largest = max(shard.accounts for shard in shards)
    for shard in sorted(shards, key=lambda other: (-other.accounts, other.id)):
        line = Text("  ").append_text(text(shard.id, "name"))
        line.append(f" {numbers.count(shard.accounts):>8}  ")
        line.append_text(bar(shard.accounts / largest, 12))
        console.print(line.append("  this one") if shard.id == ring.id else line)


def _links(console: Console, links: Links, shards: int) -> None:
    """List the identifiers that join the rings of a campaign."""
    if not links:
        return
    heading(console, "What joins the shards")
    columns = (Column("kind"), Column("identifier", stretch=True), Column("shards", right=True))
    rows = [
        (
            text(kind),
            text(value, "name", cells=60 if cuts(console) else None),
            f"{numbers.count(rings)} of {numbers.count(shards)}",
        )
        for kind, value, rings, _ in links
    ]
    print_table(console, columns, rows)


def _hypotheses(console: Console, ring: Ring) -> None:
    if not ring.hypotheses:
        return
    heading(console, "Other readings, and how well they fit")
    width = max(len(reading.name) for reading in ring.hypotheses)
    for reading in sorted(ring.hypotheses, key=lambda h: (-h.fit, h.name)):
        line = Text("  ").append_text(text(reading.name.ljust(width)))
        line.append(f" {numbers.percent(reading.fit):>6}  ")
        line.append_text(bar(reading.fit, 12, "against"))
        line.rstrip()
        console.print(line)
        if reading.reasons:
            indented(console, text("; ".join(reading.reasons), "quiet"), 4)


def _identifiers(console: Console, ring: Ring) -> None:
    if not ring.top_identifiers:
        return
    heading(console, "What its members share")
    columns = (
        Column("kind"),
        Column("identifier", stretch=True),
        Column("members", right=True),
        Column(""),
        Column("bits", right=True),
    )
    rows = [
        (
            text(kind),
            text(value, "name", cells=60 if cuts(console) else None),
            numbers.count(accounts),
            bar(accounts / max(1, ring.accounts), 12),
            numbers.bits(bits),
        )
        for kind, value, accounts, bits in ring.top_identifiers
    ]
    print_table(console, columns, rows)


def _timeline(console: Console, members: Sequence[Member]) -> None:
    times = [member.created_at for member in members if member.created_at]
    if not times:
        return
    heading(console, "Sign-ups")
    first, last = min(times), max(times)
    days = (last.date() - first.date()).days + 1
    step = -(-days // _TIMELINE)
    counts = Counter((time.date() - first.date()).days // step for time in times)
    blocks = [counts.get(slot, 0) for slot in range(-(-days // step))]
    console.print(Text("  ").append_text(sparkline(blocks)))
    busiest = max(range(len(blocks)), key=lambda slot: blocks[slot])
    when = first + timedelta(days=busiest * step)
    console.print(
        Text(
            f"  {numbers.span(first, last)}, {numbers.plural(step, 'day')} a block; "
            f"most from {numbers.day(when)}: {numbers.count(blocks[busiest])}",
            "quiet",
        )
    )


def _members(console: Console, members: Sequence[Member], sample: int) -> None:
    if not members or not sample:
        return
    heading(console, "Members")
    core = [member for member in members if member.core]
    rim = [member for member in members if not member.core]
    room = max(1, sample // 3) if rim else 0
    shown = [*core[: sample - min(room, len(rim))], *rim[:room]]
    columns = (
        Column("account", style="name", stretch=True),
        Column("in the ring"),
        Column("confidence", right=True),
        Column("signed up"),
    )
    rows = [
        (
            text(m.account, cells=60 if cuts(console) else None),
            "■ core" if m.core else "□ rim",
            numbers.percent(m.score),
            numbers.moment(m.created_at),
        )
        for m in shown
    ]
    print_table(console, columns, rows)
    if len(shown) < len(members):
        console.print(Text(f"{len(shown)} of {len(members):,}; --json lists all", "quiet"))
