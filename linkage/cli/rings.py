"""``linkage rings`` and ``linkage ring``: what was found, and one of them on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from linkage.cli.command import command
from linkage.cli.session import Session

if TYPE_CHECKING:
    from linkage.cli.masking import Mask
    from linkage.records import Campaign, Ring
    from linkage.store import GraphStore

GROUP = "Look"


class Sort(StrEnum):
    """Orders of the ring table."""

    SCORE = "score"
    SIZE = "size"
    BURST = "burst"
    FIRST = "first"


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "rings",
        group=GROUP,
        reveals=True,
        examples=(
            "linkage rings",
            "linkage rings --sort size --limit 10",
            "linkage rings --all",
            "linkage rings --members members.csv",
            "linkage rings --json",
        ),
    )(rings)
    command(
        app,
        "ring",
        group=GROUP,
        reveals=True,
        examples=("linkage ring R-7F3K2", "linkage ring R-7F3K2 --json"),
    )(ring)


def rings(
    session: Session,
    limit: Annotated[int, typer.Option(help="Rings to list; 0 lists all.", min=0)] = 50,
    min_score: Annotated[
        float, typer.Option(help="List rings of at least this probability.", min=0, max=1)
    ] = 0.0,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            metavar="",
            help="Also list groups with evidence that does not suffice; they are not flagged.",
        ),
    ] = False,
    sort: Annotated[Sort, typer.Option(help="What stands first.")] = Sort.SCORE,
    members: Annotated[
        str | None,
        typer.Option(
            help="Write account, ring, campaign, score to this CSV file instead; - is stdout. "
            "Texts that a spreadsheet might run begin with an apostrophe there.",
            metavar="FILE",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", metavar="", help="Replace an existing file.")
    ] = False,
) -> None:
    """List the rings of the last discovery, strongest first."""
    from linkage.cli.reading import hub_natures, read_candidates, read_rings, run_notes

    with session.store() as store:
        found = [each for each in read_rings(store) if each.score >= min_score]
        others = read_candidates(store) if everything else []
        notes, hubs = run_notes(store), hub_natures(store)
        if not found and notes is None:
            session.say("there was no discovery yet; linkage discover finds rings")
        if members is not None:
            _write_members(session, store, found, members, force=force)
            return
    listed = [
        [masked_ring(each, session.mask) for each in _ordered(part, sort)[: limit or None]]
        for part in (found, others)
    ]
    shown, doubtful = listed[0], listed[1] if everything else None
    _show(session, shown, doubtful, (len(found), len(others)), notes=notes or (), hubs=hubs)


def _show(
    session: Session,
    shown: Sequence[Ring],
    doubtful: Sequence[Ring] | None,
    totals: tuple[int, int],
    *,
    notes: Sequence[str],
    hubs: Mapping[str, int],
) -> None:
    """Print the rings, and what is not flagged where that was asked for."""
    if session.json:
        from linkage.cli.output import write_json

        more = {} if doubtful is None else {"candidates": doubtful}
        write_json({"total": totals[0], "rings": shown, **more, "hubs": hubs, "notes": notes})
    elif session.plain:
        write_rings_plain([*shown, *(doubtful or ())])
    else:
        from linkage.cli.render.hub_table import natures_line
        from linkage.cli.render.ring_table import candidate_table, ring_table

        ring_table(session.console, shown, total=totals[0], notes=notes)
        if doubtful:
            candidate_table(session.console, doubtful, total=totals[1])
        if hubs:
            session.console.print(natures_line(hubs))


def ring(
    session: Session,
    name: Annotated[str, typer.Argument(help="Id of the ring, as linkage rings shows it.")],
    sample: Annotated[int, typer.Option(help="Member accounts to show.", min=0)] = 12,
) -> None:
    """Show one ring: why it was flagged, what speaks against it, who is in it."""
    from linkage.cli.reading import read_campaign, read_members, read_ring, read_rings

    with session.store() as store:
        found = read_ring(store, name)
        members = read_members(store, found)
        others = read_rings(store) if found.campaign else []
        shards = [each for each in others if each.campaign == found.campaign]
        campaign = read_campaign(store, found.campaign) if found.campaign else None
    from linkage.explain import explain_ring

    shown = masked_ring(found, session.mask)
    links = masked_campaign(campaign, session.mask).links if campaign else ()
    enough = explain_ring(found).smallest
    if session.json:
        from linkage.cli.output import plain_data, write_json

        listed = [{"ring": r.id, "accounts": r.accounts, "score": r.score} for r in shards]
        write_json(
            {
                **plain_data(shown),
                "smallest_evidence": enough,
                "campaign_shards": listed,
                "campaign_links": links,
                "members": members,
            }
        )
    elif session.plain:
        from linkage.cli.output import write_plain

        write_plain(
            ("account", "ring", "score", "core", "created_at"),
            [(m.account, found.id, m.score, m.core, m.created_at) for m in members],
        )
    else:
        from linkage.cli.render.ring_page import ring_page

        ring_page(session.console, shown, enough, members, shards, links, sample=sample)


def masked_ring(found: Ring, mask: Mask) -> Ring:
    """Return the ring with the personal values among its identifiers masked."""
    top = tuple(
        (kind, mask.value(kind, value), accounts, bits)
        for kind, value, accounts, bits in found.top_identifiers
    )
    bridges = tuple(
        replace(
            bridge,
            value=mask.value(bridge.kind, bridge.value),
            others=tuple((kind, mask.value(kind, value)) for kind, value in bridge.others),
        )
        for bridge in found.bridges
    )
    places = tuple(replace(p, value=mask.value(p.kind, p.value)) for p in found.places)
    return replace(found, top_identifiers=top, bridges=bridges, places=places)


def masked_campaign(found: Campaign, mask: Mask) -> Campaign:
    """Return the campaign with the personal values among its identifiers masked."""
    links = tuple((kind, mask.value(kind, value), n, bits) for kind, value, n, bits in found.links)
    return replace(found, links=links)


def _ordered(found: list[Ring], sort: Sort) -> list[Ring]:
    if sort is Sort.SIZE:
        return sorted(found, key=lambda r: (-r.accounts, r.id))
    if sort is Sort.BURST:
        return sorted(found, key=lambda r: (-r.burst, r.id))
    if sort is Sort.FIRST:
        return sorted(
            found,
            key=lambda r: (r.first_seen is None, r.first_seen and r.first_seen.timestamp(), r.id),
        )
    return found


def write_rings_plain(shown: Sequence[Ring]) -> None:
    """Print rings as tab-separated values."""
    from linkage.cli.output import write_plain

    names = (
        "id",
        "campaign",
        "accounts",
        "core",
        "score",
        "verdict",
        "first_seen",
        "last_seen",
        "burst",
        "shards",
    )
    write_plain(names, [[getattr(each, name) for name in names] for each in shown])


def _write_members(
    session: Session, store: GraphStore, found: Sequence[Ring], path: str, *, force: bool
) -> None:
    from linkage.cli.output import whole_file
    from linkage.exports.spreadsheet import write_csv

    campaigns = {each.id: each.campaign for each in found}
    table = store.members().sort("ring", "account")
    rows = [
        (account, ring_id, campaigns[ring_id], score)
        for account, ring_id, score in table.select("account", "ring", "score").iter_rows()
        if ring_id in campaigns
    ]
    with whole_file(path, force=force) as stream:
        write_csv(("account", "ring", "campaign", "score"), rows, stream)
    if path != "-":
        session.say(f"{len(rows):,} members of {len(campaigns):,} rings written to {path}")
