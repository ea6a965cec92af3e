"""What came of a load: a line a file, and what was wrong with its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.evidence import heading
from linkage.cli.render.safe import indented, text
from linkage.cli.render.tables import Column, print_table

if TYPE_CHECKING:
    from linkage.intake.fold import FileReport


def load_page(console: Console, files: Sequence[FileReport], summary: str) -> None:
    """Print a line a file, the reasons of rejected rows and dropped values, and a summary."""
    columns = (
        Column("file", stretch=True),
        Column("loader", style="name"),
        Column("rows", right=True),
        Column("rejected", right=True),
        Column("remark", stretch=True),
    )
    print_table(console, columns, [_row(report) for report in files])
    _reasons(console, "Rejected rows", [report.reasons for report in files])
    _reasons(console, "Values left out of rows that were loaded", [r.dropped for r in files])
    for report in files:
        if report.rejects_file:
            indented(console, text(f"rejected rows are in {report.rejects_file}", "quiet"), 0)
    console.print()
    console.print(Text(summary, "title"))


def _row(report: FileReport) -> tuple[Text | str, ...]:
    if report.skipped:
        return text(report.source), text(report.loader), "–", "–", text(report.skipped, "quiet")
    remark = f"{numbers.plural(report.repeated, 'event')} counted before" if report.repeated else ""
    return (
        text(report.source),
        text(report.loader),
        numbers.count(report.rows),
        Text(numbers.count(report.rejected), "warn" if report.rejected else ""),
        Text(remark, "quiet"),
    )


def _reasons(console: Console, title: str, counts: Sequence[object]) -> None:
    total: Counter[str] = Counter()
    for each in counts:
        if isinstance(each, dict):
            total.update(each)
    if not total:
        return
    heading(console, title)
    for reason, number in total.most_common():
        console.print(Text(f"{numbers.count(number):>12}  ").append_text(text(reason)))
