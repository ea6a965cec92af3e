"""``linkage account`` and ``linkage why``: one account, and what joins two."""

from __future__ import annotations

from typing import Annotated

import typer

from linkage.cli.command import command
from linkage.cli.session import Session

GROUP = "Look"


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "account",
        group=GROUP,
        reveals=True,
        examples=("linkage account acc_00123", "linkage account acc_00123 --json"),
    )(account)
    command(
        app,
        "why",
        group=GROUP,
        reveals=True,
        examples=("linkage why acc_00123 acc_00456", "linkage why acc_00123 acc_00456 --json"),
    )(why)


def account(
    session: Session,
    name: Annotated[str, typer.Argument(help="Id of the account.")],
) -> None:
    """Show one account: its identifiers, its ring, and the accounts nearest to it."""
    raise NotImplementedError


def why(
    session: Session,
    first: Annotated[str, typer.Argument(help="Id of an account.")],
    second: Annotated[str, typer.Argument(help="Id of another account.")],
) -> None:
    """Show what links two accounts, in bits of evidence that sum to the total."""
    raise NotImplementedError
