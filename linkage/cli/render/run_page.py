"""What a discovery run found, in a few lines and the strongest rings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.evidence import heading
from linkage.cli.render.ring_table import ring_table
from linkage.cli.render.safe import cuts, text
from linkage.cli.render.tables import Column, print_table
from linkage.natures import title_of

if TYPE_CHECKING:
    from linkage.records import Campaign, Ring, Run

RINGS = 10
HUBS = 5


def run_page(
    console: Console,
    run: Run,
    rings: Sequence[Ring],
    campaigns: Sequence[Campaign],
    hubs: Sequence[Mapping[str, Any]],
) -> None:
    """Print the run, its strongest rings, its campaigns and the busiest hubs."""
    console.print(
        Text.assemble(
            (numbers.plural(run.rings, "ring"), "title"),
            f" with {numbers.count(run.members)} of {numbers.count(run.accounts)} accounts, "
            f"from {numbers.count(run.sightings)} links",
        )
    )
    for note in run.notes:
        console.print(Text("  ! ", "warn").append_text(text(note)))
    if rings:
        console.print()
        ring_table(console, rings[:RINGS], total=len(rings))
    if campaigns:
        heading(console, "Campaigns")
        _campaigns(console, campaigns)
    if hubs:
        heading(console, "Hubs: shared by many, never a link on their own")
        _hubs(console, hubs[:HUBS])
        if len(hubs) > HUBS:
            console.print(Text(f"{HUBS} of {len(hubs):,}; linkage hubs lists all", "quiet"))
    console.print()
    console.print(Text("linkage ring ID shows one of them; run ", "quiet").append(run.id, "quiet"))


def _campaigns(console: Console, campaigns: Sequence[Campaign]) -> None:
    columns = (
        Column("campaign", style="name"),
        Column("rings", right=True),
        Column("accounts", right=True),
        Column("score", right=True),
    )
    rows = [
        (
            text(campaign.id),
            numbers.count(len(campaign.rings)),
            numbers.count(campaign.accounts),
            numbers.percent(campaign.score),
        )
        for campaign in campaigns
    ]
    print_table(console, columns, rows)


def _hubs(console: Console, hubs: Sequence[Mapping[str, Any]]) -> None:
    columns = (
        Column("kind"),
        Column("identifier", style="name"),
        Column("accounts", right=True),
        Column("nature"),
        Column("why", stretch=True),
    )
    cut = 32 if cuts(console) else None
    rows = [
        (
            text(hub["kind"]),
            text(hub["value"], cells=cut),
            numbers.count(hub["accounts"]),
            text(title_of(hub["nature"])),
            text(hub["reason"]),
        )
        for hub in hubs
    ]
    print_table(console, columns, rows)
