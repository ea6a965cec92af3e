"""Reviews: what was added, how well the score agrees with reviewers, and who decided what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.evidence import heading
from linkage.cli.render.safe import indented, text
from linkage.cli.render.tables import Column, print_table

if TYPE_CHECKING:
    from linkage.discovery.reliability import Reliability
    from linkage.reviews import Decision

_NOTE = 60


def added_line(console: Console, given: Sequence[Decision], total: int) -> None:
    """Print what was decided; where it was one ring, that one."""
    if len(given) == 1:
        line = text(given[0].ring, "name").append(f" {given[0].decision}")
    else:
        line = Text(numbers.plural(len(given), "decision"))
    line.append(f"; {numbers.plural(total, 'reviewed ring')} in all", "quiet")
    console.print(line.append("; linkage discover corrects the scores by them", "quiet"))


def review_page(
    console: Console,
    tables: Sequence[Reliability],
    rows: Sequence[Mapping[str, Any]],
    *,
    total: int,
) -> None:
    """Print the reliability of the score for each sort of data, then the reviews."""
    if not total:
        console.print(Text("No reviews; linkage review R-… ring adds one."))
        return
    for table in tables:
        if table.reviews:
            _reliability(console, table)
    columns = (
        Column("ring", style="name"),
        Column("decision"),
        Column("accounts", right=True),
        Column("score", right=True),
        Column("corrected", right=True),
        Column("note", stretch=True),
    )
    heading(console, "Reviews")
    print_table(console, columns, [_row(row) for row in rows])
    note = numbers.plural(total, "review")
    if len(rows) < total:
        note = f"{numbers.count(len(rows))} of {note}; --limit 0 lists all"
    console.print(Text(note, "quiet"))


def _reliability(console: Console, table: Reliability) -> None:
    heading(console, f"Does the score mean what it says? ({table.data} data)")
    columns = (
        Column("score"),
        Column("reviewed", right=True),
        Column("mean score", right=True),
        Column("corrected", right=True),
        Column("are rings", right=True),
    )
    rows = [
        (
            f"{each.low:g} to {each.high:g}",
            numbers.count(each.reviews),
            numbers.percent(each.score),
            numbers.percent(each.corrected),
            numbers.portion(each.rings),
        )
        for each in table.bins
    ]
    print_table(console, columns, rows)
    said = (
        f"{numbers.plural(table.reviews, 'decision')}, {table.rings:,} of them rings; expected"
        f" calibration error {table.error:.3f}, and {table.corrected_error:.3f} where each review"
        " is corrected by the others. Reviewers chose what they reviewed, and below 50% only"
        " what a caution holds back is shown to them: this says nothing of the groups that they did"
        " not see."
    )
    indented(console, Text(said, "quiet"), 2)


def _row(row: Mapping[str, Any]) -> list[Text | str]:
    return [
        text(row["ring"]),
        text(row["decision"]),
        numbers.count(row["accounts"]),
        numbers.short_percent(row["score"]),
        numbers.short_percent(row["corrected"]),
        text(row["note"], cells=_NOTE),
    ]
