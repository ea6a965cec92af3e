"""``linkage account``: one account, what it was seen with, and who is near."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from linkage.cli.command import command
from linkage.cli.session import Session

if TYPE_CHECKING:
    from linkage.store import Row

_IDENTIFIERS = ("kind", "value", "accounts", "bits", "hub", "nature")


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "account",
        group="Look",
        reveals=True,
        examples=("linkage account acc_00123", "linkage account acc_00123 --json"),
    )(account)


def account(
    session: Session,
    name: Annotated[str, typer.Argument(help="Id of the account.")],
    limit: Annotated[
        int, typer.Option(help="Identifiers and linked accounts to show.", min=1)
    ] = 20,
) -> None:
    """Show one account: its identifiers, its ring, and the accounts nearest to it."""
    from linkage.cli.reading import ask, read_account

    with session.store() as store:
        row = read_account(store, name)
        identifiers = ask(store, "read/account_identifiers", account=name)
        neighbours = ask(store, "read/account_neighbours", account=name, limit=limit)
    shown = [_masked(session, each) for each in identifiers]
    if session.json:
        from linkage.cli.output import write_json

        write_json({**row, "identifiers": shown, "neighbours": neighbours})
    elif session.plain:
        from linkage.cli.output import write_plain

        columns = (*_IDENTIFIERS, "first_seen", "last_seen", "times")
        write_plain(columns, [[each[column] for column in columns] for each in shown])
    else:
        from linkage.cli.render.account_page import account_page

        account_page(session.console, row, shown, neighbours, limit=limit)


def _masked(session: Session, row: Row) -> dict[str, Any]:
    return {**row, "value": session.mask.value(row["kind"], row["value"])}
