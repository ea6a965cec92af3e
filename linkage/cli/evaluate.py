"""``linkage evaluate``: the rings that were found, held against the truth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from linkage.cli.command import command
from linkage.cli.session import Session

if TYPE_CHECKING:
    import polars as pl

    from linkage.evaluate import Evaluation


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "evaluate",
        group="Try and measure",
        examples=(
            "linkage evaluate world/truth.csv",
            "linkage evaluate world/truth.csv --members members.csv --json",
        ),
    )(evaluate)


def evaluate(
    session: Session,
    truth: Annotated[
        Path, typer.Argument(help="CSV with account, cluster, status for each account.")
    ],
    members: Annotated[
        Path | None,
        typer.Option(help="CSV of members to judge instead of the graph's.", metavar="FILE"),
    ] = None,
) -> None:
    """Measure how well the rings found agree with the truth."""
    from linkage.evaluate import evaluate as measure
    from linkage.evaluate import read_truth

    known = read_truth(truth)
    found = measure(known, _file_members(members) if members else _graph_members(session))
    if session.json:
        from linkage.cli.output import write_json

        write_json(found.to_dict())
    elif session.plain:
        from linkage.cli.output import write_plain

        write_plain(("measure", "value"), _measures(found))
    else:
        from linkage.cli.render.evaluation_page import evaluation_page

        evaluation_page(session.console, found)


def _graph_members(session: Session) -> pl.DataFrame:
    """Return the members of the last run with their campaigns."""
    import polars as pl

    from linkage.cli.reading import read_rings

    with session.store() as store:
        campaigns = [(ring.id, ring.campaign) for ring in read_rings(store)]
        schema = {"ring": pl.String, "campaign": pl.String}
        table = pl.DataFrame(campaigns, schema=schema, orient="row")
        return store.members().join(table, on="ring", how="left")


def _file_members(path: Path) -> pl.DataFrame:
    """Return a members file; the apostrophe before what looks like a formula is taken off."""
    import polars as pl

    from linkage.evaluate import read_members
    from linkage.exports.spreadsheet import unguarded

    return read_members(path).with_columns(unguarded(pl.col(pl.String)))


def _measures(found: Evaluation) -> list[tuple[str, float]]:
    rows: list[tuple[str, float]] = []
    for name, agreement in (
        ("accounts", found.accounts),
        ("pairs", found.all.pairwise),
        ("b_cubed", found.all.b_cubed),
        ("ring_pairs", found.rings.pairwise),
        ("ring_b_cubed", found.rings.b_cubed),
    ):
        rows += [(f"{name}_{key}", value) for key, value in agreement.to_dict().items()]
    rows.append(("adjusted_rand", found.all.adjusted_rand))
    rows.append(("ring_adjusted_rand", found.rings.adjusted_rand))
    rows += [("rings", len(found.true_rings)), ("rings_found", found.rings_found)]
    rows += [(f"honest_flagged_{kind.kind}", kind.flagged) for kind in found.honest]
    return rows
