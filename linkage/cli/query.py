"""``linkage query`` and ``linkage cypher``: questions in files, and an analyst's own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from linkage.cli.command import command
from linkage.cli.session import Session
from linkage.errors import UsageError

if TYPE_CHECKING:
    from linkage.cli.masking import Mask
    from linkage.store.queries import Query

GROUP = "Look"

ROWS = 1000
"""Most rows of an answer drawn as a table; --json and --plain stream all of them."""


def register(app: typer.Typer) -> None:
    """Add this group's commands to the program."""
    command(
        app,
        "query",
        group=GROUP,
        reveals=True,
        examples=(
            "linkage query",
            "linkage query shared_identifiers kind=device min_accounts=5",
            "linkage query shared_identifiers kind=ip --json",
        ),
    )(query)
    command(
        app,
        "cypher",
        group=GROUP,
        reveals=True,
        examples=(
            'linkage cypher "MATCH (a:Account) RETURN count(a) AS accounts"',
            'linkage cypher "MATCH (a:Account {id: $id})-->(x) RETURN x.id" --param id=acc_00123',
            "linkage cypher question.cypher --plain",
            'echo "MATCH (r:Ring) RETURN r.id" | linkage cypher -',
        ),
    )(cypher)


def _names() -> list[str]:
    """Return what the shell may complete a query's name to."""
    from linkage.store.queries import queries

    return [found.stem for found in queries()]


def query(
    session: Session,
    name: Annotated[
        str | None,
        typer.Argument(help="Name of the query; none lists all.", autocompletion=_names),
    ] = None,
    parameters: Annotated[
        list[str] | None, typer.Argument(help="Parameters of the query.", metavar="KEY=VALUE…")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", metavar="", help="List the queries.")] = False,
) -> None:
    """Ask one of the saved questions, or list them."""
    from linkage.store.queries import load_query, queries

    dialect = "neo4j" if session.config.graph.uri else "embedded"
    if name is None or listing:
        _list(session, queries(dialect))
        return
    asked = load_query(name, dialect)
    given = asked.arguments(_pairs(parameters or []))
    with session.store() as store:
        rows = ([row.get(c) for c in asked.returns] for row in store.read(asked, **given))
        kind = given.get("kind")
        _answer(session, asked.returns, rows, kind if isinstance(kind, str) else None)


def cypher(
    session: Session,
    text: Annotated[str, typer.Argument(help="Cypher, a .cypher file, or - for standard input.")],
    param: Annotated[
        list[str] | None,
        typer.Option(help="A parameter; JSON is read as such.", metavar="KEY=VALUE"),
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(help="Seconds after which the engine gives up.", min=0.001)
    ] = None,
) -> None:
    """Run your own Cypher, for reading only."""
    values = {key: _typed(value) for key, value in _pairs(param or []).items()}
    limit = timeout if timeout is not None else session.config.graph.timeout
    with session.store() as store:
        asked = _text(text)
        columns, rows = store.cypher(asked, values, timeout=limit)
        hidden = session.mask.personal_columns(asked, columns)
        _answer(session, columns, (_hide(session.mask, row, hidden) for row in rows))


def _hide(mask: Mask, row: Sequence[Any], hidden: frozenset[int]) -> list[Any]:
    """Mask the columns of a row that hold personal values."""
    return [mask.hidden(cell) if at in hidden else cell for at, cell in enumerate(row)]


def _answer(
    session: Session,
    columns: Sequence[str],
    rows: Iterator[Sequence[Any]],
    kind: str | None = None,
) -> None:
    """Print an answer in the form that was asked for; JSON and plain text as the rows come.

    ``kind`` is what the column ``value`` holds where no column says it.
    """
    masked = (_masked(session.mask, columns, row, kind) for row in rows)
    if session.json:
        from linkage.cli.output import write_json_rows

        write_json_rows(dict(zip(columns, row, strict=True)) for row in masked)
    elif session.plain:
        from linkage.cli.output import write_plain

        write_plain(columns, masked)
    else:
        from linkage.cli.render.tables import answer

        answer(session.console, columns, list(islice(masked, ROWS + 1)), most=ROWS)


def _masked(mask: Mask, columns: Sequence[str], row: Sequence[Any], kind: str | None) -> list[Any]:
    """Mask a row: the value by its kind where that is known, all else by looks."""
    cells = [mask.anything(cell) for cell in row]
    if "kind" in columns:
        kind = row[columns.index("kind")]
    if "value" in columns and isinstance(kind, str):
        at = columns.index("value")
        if isinstance(row[at], str):
            cells[at] = mask.value(kind, row[at])
    return cells


def _list(session: Session, found: Sequence[Query]) -> None:
    if session.json:
        from linkage.cli.output import write_json

        write_json(
            [
                {
                    "name": q.name,
                    "description": q.description,
                    "parameters": q.parameters,
                    "returns": q.returns,
                }
                for q in found
            ]
        )
    elif session.plain:
        from linkage.cli.output import write_plain

        write_plain(
            ("name", "parameters", "description"),
            [(q.name, " ".join(p.name for p in q.parameters), q.description) for q in found],
        )
    else:
        from linkage.cli.render.listing import query_list

        query_list(session.console, found)


def _pairs(given: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for item in given:
        key, equals, value = item.partition("=")
        if not equals or not key:
            raise UsageError(
                f'"{item}" is not a parameter', hint="write KEY=VALUE, for example kind=device"
            )
        pairs[key] = value
    return pairs


def _typed(value: str) -> object:
    """Return a parameter's value: JSON where it is JSON, else the text itself."""
    try:
        return json.loads(value)
    except ValueError:
        return value


def _text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    if given.endswith((".cypher", ".cql")):
        try:
            return Path(given).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{given} cannot be read: {error}") from error
    return given
