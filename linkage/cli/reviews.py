"""``linkage review`` and ``linkage reviews``: what reviewers decided, and what the score learns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from linkage.cli.command import command
from linkage.cli.session import Session

if TYPE_CHECKING:
    import polars as pl

    from linkage.reviews import Decision

GROUP = "Review"
COLUMNS = ("ring", "decision", "accounts", "score", "corrected", "data", "run", "note")


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "review",
        group=GROUP,
        examples=(
            "linkage review R-7F3K2 ring",
            'linkage review U-9QX1Z honest --note "one family"',
            "linkage review --file decisions.csv",
        ),
    )(review)
    command(
        app,
        "reviews",
        group=GROUP,
        examples=("linkage reviews", "linkage reviews --limit 0", "linkage reviews --json"),
    )(reviews)


def _decisions() -> list[str]:
    """Return what the shell may complete a decision to."""
    from linkage.reviews import DECISIONS

    return list(DECISIONS)


def review(
    session: Session,
    name: Annotated[
        str | None, typer.Argument(help="Id of the ring or candidate.", metavar="RING")
    ] = None,
    decision: Annotated[
        str | None,
        typer.Argument(
            help="ring, honest, or unsure, which takes a decision back.",
            metavar="DECISION",
            autocompletion=_decisions,
        ),
    ] = None,
    note: Annotated[str, typer.Option(help="Why, for whoever reads it later.")] = "",
    file: Annotated[
        Path | None,
        typer.Option(help="CSV or JSON lines with ring, decision and maybe note.", metavar="FILE"),
    ] = None,
) -> None:
    """Say whether a ring is one; the next linkage discover corrects the scores by it.

    The evidence is kept as it is now. Of a ring the latest decision counts.
    """
    from linkage.pipeline import review as add

    given = _given(name, decision, note, file)
    every = add(given, session.config)
    if session.json:
        from linkage.cli.output import write_json

        added = [{"ring": d.ring, "decision": d.decision, "note": d.note} for d in given]
        write_json({"added": added, "total": every.height})
    elif session.plain:
        from linkage.cli.output import write_plain

        write_plain(("ring", "decision"), [(d.ring, d.decision) for d in given])
    else:
        from linkage.cli.render.review_page import added_line

        added_line(session.console, given, every.height)


def _given(
    name: str | None, decision: str | None, note: str, file: Path | None
) -> Sequence[Decision]:
    """Return the decisions of the arguments or of the file."""
    from linkage.errors import UsageError
    from linkage.intake.decisions import decided, read_decisions

    if file is not None and name is None and not note:
        return read_decisions(file)
    if file is None and name is not None and decision is not None:
        return [decided(name, decision, note)]
    raise UsageError(
        "name a ring and a decision, or a file of them",
        hint="linkage review R-7F3K2 honest, or linkage review --file decisions.csv",
    )


def reviews(
    session: Session,
    limit: Annotated[int, typer.Option(help="Reviews to list; 0 lists all.", min=0)] = 20,
) -> None:
    """List what reviewers decided, and how well the scores agree with it.

    Only rings and groups with evidence that does not suffice can be reviewed, and reviewers choose
    among them: the tables say nothing of lower scores.
    """
    from linkage.discovery.reliability import reliability

    with session.store() as store:
        every = store.reviews()
    tables = [reliability(every, data) for data in sorted(set(every["data"]))]
    rows = _listed(every)
    if session.json:
        from linkage.cli.output import write_json

        found = [asdict(table) for table in tables if table.reviews]
        write_json({"total": every.height, "reliability": found, "reviews": rows})
    elif session.plain:
        from linkage.cli.output import write_plain

        write_plain(COLUMNS, [[row[name] for name in COLUMNS] for row in rows])
    else:
        from linkage.cli.render.review_page import review_page

        review_page(session.console, tables, rows[: limit or None], total=every.height)


def _listed(every: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the reviews as they are shown, with the score before and after all of them."""
    import polars as pl

    from linkage.discovery.reliability import corrected_scores

    before, after = corrected_scores(every)
    plain = every.select(pl.all().exclude("members"), accounts=pl.col("members").list.len())
    rows = zip(plain.to_dicts(), before, after, strict=True)
    return [{**row, "score": float(b), "corrected": float(a)} for row, b, a in rows]
