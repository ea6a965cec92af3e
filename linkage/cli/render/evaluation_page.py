"""How well the rings agree with the truth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from linkage.cli.render import numbers
from linkage.cli.render.bars import bar
from linkage.cli.render.evidence import heading
from linkage.cli.render.safe import text
from linkage.cli.render.tables import Column, print_table

if TYPE_CHECKING:
    from linkage.evaluate import Evaluation, HonestKind, TrueRing

WORST = 10
"""True rings listed, those found least first."""


def evaluation_page(console: Console, found: Evaluation) -> None:
    """Print the measures, the true rings that were found least, and the honest ones flagged."""
    console.print(
        Text.assemble(
            (f"{found.rings_found} of {numbers.plural(len(found.true_rings), 'ring')}", "title"),
            f" found by half or more; {numbers.count(found.flagged)} of "
            f"{numbers.plural(found.all.accounts, 'account')} flagged",
        )
    )
    heading(console, "Agreement")
    _agreement(console, found)
    if found.campaigns:
        heading(console, "Campaigns")
        _rings(console, found.campaigns)
    worst = sorted(found.true_rings, key=lambda ring: (ring.found, ring.name))[:WORST]
    heading(console, "Rings found least")
    _rings(console, worst)
    heading(console, "Honest accounts flagged")
    _honest(console, found.honest)


def _agreement(console: Console, found: Evaluation) -> None:
    rows = [
        ("accounts, in a ring or not", found.accounts),
        ("pairs of accounts", found.all.pairwise),
        ("B-cubed", found.all.b_cubed),
        ("pairs within true rings", found.rings.pairwise),
        ("B-cubed within true rings", found.rings.b_cubed),
    ]
    columns = [Column("measure")]
    columns += [Column(name, right=True) for name in ("precision", "recall", "F1")]
    columns.append(Column(""))
    print_table(
        console,
        columns,
        [
            (name, f"{a.precision:.4f}", f"{a.recall:.4f}", f"{a.f1:.4f}", bar(a.f1, 12, "good"))
            for name, a in rows
        ],
    )
    console.print(
        Text(
            f"adjusted Rand index {found.all.adjusted_rand:.4f}, "
            f"within true rings {found.rings.adjusted_rand:.4f}"
        )
    )


def _rings(console: Console, rings: Sequence[TrueRing]) -> None:
    columns = (
        Column("truth", stretch=True),
        Column("accounts", right=True),
        Column("flagged", right=True),
        Column("found", right=True),
        Column(""),
        Column("purity", right=True),
        Column("as", style="name"),
    )
    print_table(
        console,
        columns,
        [
            (
                text(ring.name),
                numbers.count(ring.accounts),
                f"{ring.flagged:.1%}",
                f"{ring.found:.1%}",
                bar(ring.found, 12, "good"),
                f"{ring.purity:.1%}",
                text(ring.match or "–"),
            )
            for ring in rings
        ],
    )


def _honest(console: Console, kinds: Sequence[HonestKind]) -> None:
    columns = (Column("kind"), Column("accounts", right=True), Column("flagged", right=True))
    print_table(
        console,
        columns,
        [
            (
                text(kind.kind.replace("_", " ")),
                numbers.count(kind.accounts),
                Text(numbers.count(kind.flagged), "bad" if kind.flagged else "quiet"),
            )
            for kind in kinds
        ],
    )
