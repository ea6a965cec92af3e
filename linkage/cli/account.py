"""``linkage account``: one account, what it was seen with, and who is near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from linkage.cli.command import command
from linkage.cli.session import Session

if TYPE_CHECKING:
    from linkage.explain import MemberExplanation
    from linkage.store import GraphStore, Row

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
    from linkage.cli.owners import last_owners
    from linkage.cli.reading import ask, read_account

    with session.store() as store:
        row = read_account(store, name)
        identifiers = ask(store, "read/account_identifiers", account=name)
        neighbours: Sequence[Row] = ask(store, "read/account_neighbours", account=name, limit=limit)
        owners = last_owners(session, store)
        membership: MemberExplanation | None = None
        if owners is not None:
            membership = owners.member(name, row["ring"]) if row["ring"] else None
            neighbours = owners.near(name, neighbours, row["ring"], limit)
        elif row["ring"]:
            membership = _membership(session, store, row, identifiers)
    shown = [_masked(session, each) for each in identifiers]
    if session.json:
        from linkage.cli.output import write_json

        write_json(
            {**row, "membership": membership, "identifiers": shown, "neighbours": neighbours}
        )
    elif session.plain:
        from linkage.cli.output import write_plain

        columns = (*_IDENTIFIERS, "first_seen", "last_seen", "times")
        write_plain(columns, [[each[column] for column in columns] for each in shown])
    else:
        from linkage.cli.render.account_page import account_page

        account_page(session.console, row, membership, shown, neighbours, limit=limit)


def _masked(session: Session, row: Row) -> dict[str, Any]:
    return {**row, "value": session.mask.value(row["kind"], row["value"])}


def _membership(
    session: Session, store: GraphStore, row: Row, identifiers: list[Row]
) -> MemberExplanation:
    """Explain why the account is in its ring, with personal values masked."""
    import polars as pl

    from linkage.cli.reading import ALL, ask
    from linkage.explain import explain_member
    from linkage.explain.members import HELD

    inside = {
        (each["kind"], each["value"]): each["members"]
        for each in ask(store, "read/ring_identifiers", ring=row["ring"], limit=ALL)
    }
    # Masked before it is explained, so that no sentence can hold a personal value.
    held = []
    for each in identifiers:
        kind, value = each["kind"], each["value"]
        if (kind, value) in inside and (each["bits"] or 0.0) > 0.0:
            shown = session.mask.value(kind, value)
            held.append((kind, shown, each["accounts"], inside[kind, value]))
    table = pl.DataFrame(held, schema=HELD, orient="row")
    return explain_member(row["account"], row["ring"], table, store.kinds)
