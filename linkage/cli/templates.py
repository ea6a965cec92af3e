"""``linkage templates`` and ``linkage template``: prompt templates, and one of them on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from linkage.cli.command import command
from linkage.cli.session import Session
from linkage.cli.template_sort import Sort

if TYPE_CHECKING:
    from linkage.cli.template_reading import Listed

GROUP = "Look"

_COLUMNS = (
    *("id", "accounts", "prompts", "rings", "ring_accounts", "burst", "support", "capability"),
    *("obfuscation", "first_seen", "last_seen", "bits", "hub", "skeleton"),
)


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "templates",
        group=GROUP,
        reveals=True,
        examples=(
            "linkage templates",
            "linkage templates --sort prompts --limit 10",
            "linkage templates --min-accounts 0",
            "linkage templates --json",
        ),
    )(templates)
    command(
        app,
        "template",
        group=GROUP,
        reveals=True,
        examples=(
            "linkage template T-NWPLZOD",
            "linkage template T-NWPLZOD --examples",
            "linkage template T-NWPLZOD --json",
        ),
    )(template)


def templates(
    session: Session,
    limit: Annotated[int, typer.Option(help="Templates to list; 0 lists all.", min=0)] = 50,
    min_accounts: Annotated[
        int, typer.Option(help="List templates of at least so many accounts.", min=0)
    ] = 1,
    sort: Annotated[Sort, typer.Option(help="What stands first.")] = Sort.RINGS,
) -> None:
    """List prompt templates: how many accounts and rings sent them, and their text.

    An account counts from its third distinct prompt of a template.
    """
    from linkage.cli.template_reading import ordered, read_templates, with_bursts

    with session.store() as store:
        known = read_templates(store, session.mask)
        found = [each for each in known if each.accounts >= min_accounts]
        shown = with_bursts(store, ordered(found, sort)[: limit or None])
    if not known:
        session.say("there are no prompt templates; linkage load finds them in raw prompts")
    if session.json:
        from linkage.cli.output import write_json

        rows = [_row(each) for each in shown]
        write_json({"total": len(found), "known": len(known), "templates": rows})
    elif session.plain:
        from linkage.cli.output import write_plain

        write_plain(_COLUMNS, [[_row(each)[name] for name in _COLUMNS] for each in shown])
    else:
        from linkage.cli.render.template_table import template_table

        template_table(session.console, shown, total=len(found), known=len(known))


def template(
    session: Session,
    name: Annotated[str, typer.Argument(help="Id of the template, as linkage templates shows it.")],
    sample: Annotated[int, typer.Option(help="Accounts and rings to show.", min=0)] = 12,
    examples: Annotated[
        bool,
        typer.Option(
            "--examples", metavar="", help="Show redacted prompts (privacy.keep_examples)."
        ),
    ] = False,
) -> None:
    """Show one template: its text and slots, who sent it and when, and the rings among them."""
    from linkage.cli.reading import ALL, ask
    from linkage.cli.template_reading import (
        active_days,
        read_examples,
        read_template,
        with_bursts,
    )

    whole = session.json or session.plain
    with session.store() as store:
        found = read_template(store, name, session.mask)
        (listed,) = with_bursts(store, [found])
        rings = ask(store, "read/template_rings", template=found.id)
        days = active_days(store, found.id)
        limit = ALL if whole else max(1, sample)
        accounts = ask(store, "read/template_accounts", template=found.id, limit=limit)
        texts = read_examples(store, found.id, session.mask) if examples else []
    if examples and not texts:
        session.say("no examples of it are kept; privacy.keep_examples keeps some of new templates")
    if session.json:
        from linkage.cli.output import write_json

        by_day = [{"day": day.date().isoformat(), "accounts": count} for day, count in days]
        shown = {"in_rings": rings, "days": by_day, "senders": accounts}
        write_json({**_row(listed), **shown, **({"examples": texts} if examples else {})})
    elif session.plain:
        from linkage.cli.output import write_plain

        columns = ("account", "prompts", "first_seen", "last_seen", "ring")
        write_plain(columns, [[row[column] for column in columns] for row in accounts])
    else:
        from linkage.cli.render.template_page import template_page

        template_page(session.console, listed, rings, days, accounts, texts, sample=sample)


def _row(listed: Listed) -> dict[str, object]:
    """Return a template's facts by name, as JSON shows them."""
    from linkage.cli.output import plain_data

    return {**plain_data(listed.template), "burst": listed.burst}
