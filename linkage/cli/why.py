"""``linkage why``: what links two accounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from linkage.cli.command import command
from linkage.cli.session import Session
from linkage.errors import UsageError

if TYPE_CHECKING:
    from linkage.explain import LinkExplanation
    from linkage.kinds import KindTable
    from linkage.store import Row


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "why",
        group="Look",
        reveals=True,
        examples=("linkage why acc_00123 acc_00456", "linkage why acc_00123 acc_00456 --json"),
    )(why)


def why(
    session: Session,
    first: Annotated[str, typer.Argument(help="Id of an account.")],
    second: Annotated[str, typer.Argument(help="Id of another account.")],
) -> None:
    """Show what links two accounts, in bits of evidence that sum to the total.

    Where the last run looked for accounts of one owner, alike names and texts count too.
    """
    from linkage.cli.owners import last_owners
    from linkage.cli.reading import ask, read_account
    from linkage.explain import meetings

    if first == second:
        raise UsageError("an account is not linked with itself", hint="name two accounts")
    with session.store() as store:
        for name in (first, second):
            read_account(store, name)
        shared = ask(store, "read/shared_between", account=first, other=second)
        accounts = next(
            row["number"] for row in ask(store, "read/status") if row["name"] == "Account"
        )
        masked = [{**row, "value": session.mask.value(row["kind"], row["value"])} for row in shared]
        owners = last_owners(session, store)
        if owners is None:
            link = _explain(first, second, masked, store.kinds, accounts)
        else:
            link = owners.why(first, second)
    notes = _notes(shared) if owners is None else []
    together = meetings(first, second, masked, store.kinds) if owners is None else ()
    compared = len(shared) if owners is None else len(link.rows) - 1
    if session.json:
        from linkage.cli.output import plain_data, write_json

        write_json({**plain_data(link), "shared": len(shared), "timing": together, "notes": notes})
    elif session.plain:
        from linkage.cli.output import write_plain

        columns = ("name", "value", "accounts", "bits", "meaning")
        write_plain(columns, [[getattr(row, column) for column in columns] for row in link.rows])
    else:
        from linkage.cli.render.why_page import why_page

        why_page(session.console, link, shared=compared, together=together, notes=notes)


def _explain(
    first: str, second: str, shared: Sequence[Row], kinds: KindTable, accounts: int
) -> LinkExplanation:
    import polars as pl

    from linkage.explain import SHARED
    from linkage.explain import why as explain

    rows = [
        (row["kind"], row["value"], row["accounts"], row["bits"] or 0.0, bool(row["hub"]))
        for row in shared
    ]
    table = pl.DataFrame(rows, schema=SHARED, orient="row")
    return explain(first, second, table, kinds, accounts)


def _notes(shared: list[Row]) -> list[str]:
    """Say which shared identifiers no run has weighed yet."""
    unknown = sum(row["bits"] is None for row in shared)
    if not unknown:
        return []
    return [
        f"{unknown} of {len(shared)} shared identifiers count nothing, since they were loaded "
        "after the last discovery; linkage discover weighs them"
    ]
