"""``linkage discover``: find the rings."""

from __future__ import annotations

from typing import Annotated

import typer

from linkage.cli.command import command
from linkage.cli.session import Session

GROUP = "Load and find"


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "discover",
        group=GROUP,
        reveals=True,
        examples=(
            "linkage discover",
            "linkage discover --seed 7 --json",
            "linkage discover --graph bolt://HOST:7687 --engine gds",
        ),
    )(discover)


def _engines() -> list[str]:
    """Return what the shell may complete an engine to."""
    from linkage.pipeline import ENGINES

    return list(ENGINES)


def discover(
    session: Session,
    seed: Annotated[
        int | None, typer.Option(help="Seed of random choices; else discovery.seed.")
    ] = None,
    engine: Annotated[
        str,
        typer.Option(
            help="igraph, or gds: communities by Graph Data Science in a Neo4j server.",
            autocompletion=_engines,
        ),
    ] = "igraph",
) -> None:
    """Find rings of linked accounts and write them to the graph.

    The rings of the run before are replaced. The same data, settings and seed give the same rings.
    """
    from linkage.cli.render.progress import Reporter
    from linkage.cli.rings import masked_campaign, masked_ring
    from linkage.pipeline import discover as find

    with Reporter(quiet=session.quiet) as progress:
        findings = find(session.config, seed=seed, engine=engine, progress=progress)
    natures = {
        (kind, value): nature
        for kind, value, nature in findings.natures.select("kind", "value", "nature").iter_rows()
    }
    hubs = [
        {
            "kind": kind,
            "value": session.mask.value(kind, value),
            "accounts": n,
            "nature": natures.get((kind, value)),
            "reason": reason,
        }
        for kind, value, n, reason in findings.hubs
    ]
    rings = sorted(findings.rings, key=lambda r: (-r.score, -r.accounts, r.id))
    shown = [masked_ring(ring, session.mask) for ring in rings]
    if session.json:
        from linkage.cli.output import write_json

        campaigns = [masked_campaign(each, session.mask) for each in findings.campaigns]
        write_json({"run": findings.run, "rings": shown, "campaigns": campaigns, "hubs": hubs})
    elif session.plain:
        from linkage.cli.rings import write_rings_plain

        write_rings_plain(shown)
    else:
        from linkage.cli.render.run_page import run_page

        run_page(session.console, findings.run, shown, findings.campaigns, hubs)
