"""What links two accounts, on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from linkage.cli.render.evidence import (
    doubts,
    enough,
    evidence_table,
    heading,
    probability,
    row_names,
    shared_lines,
)
from linkage.cli.render.safe import indented, text
from linkage.cli.render.timing import meetings

if TYPE_CHECKING:
    from linkage.explain import LinkExplanation


def why_page(
    console: Console,
    link: LinkExplanation,
    *,
    shared: int,
    together: Sequence[str],
    notes: Sequence[str],
) -> None:
    """Print the link's evidence; ``shared`` is how many identifiers both accounts have.

    ``together`` says what they do in time with these.
    """
    title = text(link.first, "title").append(" and ").append_text(text(link.second, "title"))
    if not shared:
        console.print(title.append(" share nothing that was loaded."))
        return
    console.print(title.append("  ").append_text(probability(link.probability)))
    groups = ", ".join(link.groups) or "none"
    console.print(Text("independent kinds of evidence: ").append_text(text(groups)))
    heading(console, "What links them")
    evidence_table(console, shared_lines(link.rows), link.probability)
    enough(console, row_names(link.smallest))
    meetings(console, together)
    doubts(console, link.against, "Nothing that was looked for.")
    for note in notes:
        indented(console, text(note), 2, first="! ")
