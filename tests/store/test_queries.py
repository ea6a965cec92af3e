"""Query files: headers, names, parameters given as text, overrides, placeholders."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linkage.errors import NotFoundError, QueryError, UsageError
from linkage.store.queries import load_query, parse_query, queries, query_folder

GOOD = """// Accounts that did something.
// Second line.
// param name: string - whose
// param least: int = 2 - how many
// returns account, times
MATCH (a:Account {id: $name}) WHERE a.n >= $least // $comment
RETURN a.id AS account, '$text' AS times
"""


def parse(text: str, name: str = "read/x") -> object:
    return parse_query(name, Path(f"{name}.cypher"), text)


def test_header_is_read() -> None:
    query = parse_query("read/x", Path("read/x.cypher"), GOOD)
    assert query.description == "Accounts that did something. Second line."
    assert [(p.name, p.type, p.required, p.default) for p in query.parameters] == [
        ("name", "string", True, None),
        ("least", "int", False, 2),
    ]
    assert query.returns == ("account", "times")
    assert query.text.startswith("MATCH")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("$name", "'x'"), "name is declared but not used"),
        (("$least", "$most"), r"\$most is used but not declared"),
        (("int = 2", "number = 2"), 'line 4: unknown type "number"'),
        (("int = 2", "int = two"), "line 4: the parameter least must be a int"),
        (("// param least:", "// param least"), "line 4: write"),
        (("least: int = 2", "name: string"), "line 4: the parameter name is declared twice"),
        (("// returns account, times\n", ""), "returns"),
        (("account, times", "account, account"), "stands twice"),
        ((":Account", ":{label}"), r"placeholder \{label\} is not allowed in read/"),
    ],
)
def test_wrong_header_is_refused(change: tuple[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse(GOOD.replace(*change))


def test_every_query_file_is_sound_in_every_dialect() -> None:
    for path in query_folder().rglob("*.cypher"):
        stem = path.name.partition(".")[0]
        name = (path.relative_to(query_folder()).parent / stem).as_posix()
        parse_query(name, path, path.read_text("utf-8"))


def test_a_bare_stem_is_enough() -> None:
    assert load_query("shared_identifiers").name == "read/shared_identifiers"


def test_a_wrong_name_gets_the_nearest() -> None:
    with pytest.raises(NotFoundError, match='Did you mean "shared_identifiers"'):
        load_query("shared_identifier")


def test_an_override_is_used_for_its_dialect_only() -> None:
    assert load_query("status", "neo4j").path.name == "status.neo4j.cypher"
    assert load_query("status", "embedded").path.name == "status.cypher"
    assert load_query("rings", "neo4j").path.name == "rings.cypher"


def test_overrides_keep_parameters_and_columns() -> None:
    neo4j = {query.name: query for query in queries("neo4j")}
    for query in queries("embedded"):
        other = neo4j[query.name]
        assert (other.parameters, other.returns) == (query.parameters, query.returns)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"name": "x"}, {"name": "x", "least": 2}),
        ({"name": "x", "least": "7"}, {"name": "x", "least": 7}),
        ({"name": "x", "least": 7}, {"name": "x", "least": 7}),
    ],
)
def test_arguments_are_parsed(given: dict[str, object], value: dict[str, object]) -> None:
    assert parse_query("read/x", Path("x.cypher"), GOOD).arguments(given) == value


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "needs a value for name"),
        ({"name": "x", "leas": "1"}, 'no parameter "leas".*Did you mean "least"'),
        ({"name": "x", "least": "many"}, "least must be a int"),
        ({"name": "x", "least": True}, "least must be a int"),
        ({"name": 3}, "name must be a string"),
    ],
)
def test_wrong_arguments_are_refused(given: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_query("read/x", Path("x.cypher"), GOOD).arguments(given)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("float", "0.5", 0.5),
        ("bool", "yes", True),
        ("bool", "False", False),
        ("list of string", "a, b", ["a", "b"]),
        ("list of string", "[]", []),
        ("time", "2026-05-01", datetime(2026, 5, 1, tzinfo=UTC)),
        ("time", "2026-05-01T02:00:00+02:00", datetime(2026, 5, 1, tzinfo=UTC)),
    ],
)
def test_text_is_parsed_to_the_declared_type(kind: str, text: str, value: object) -> None:
    query = parse_query(
        "read/x", Path("x.cypher"), f"// X.\n// param p: {kind} - it\n// returns p\nRETURN $p AS p"
    )
    assert query.arguments({"p": text}) == {"p": value}


@pytest.mark.parametrize("name", ["A`) DETACH DELETE (n", "a b", "", "1x", "x;y", "ä"])
def test_only_plain_names_fill_placeholders(name: str) -> None:
    with pytest.raises(QueryError, match="cannot be filled in"):
        load_query("schema/parent").filled(parent=name)


def test_no_placeholder_is_left_open() -> None:
    with pytest.raises(QueryError, match="no value for label"):
        load_query("schema/identifier").filled()


def test_readme_lists_every_question_and_override() -> None:
    readme = (query_folder() / "README.md").read_text("utf-8")
    for query in queries():
        assert f"| `{query.name}` | {query.description} |" in readme
    overridden = {q.name for q in queries("neo4j") if q.dialect == "neo4j"}
    listed = set(re.findall(r"\| `([\w/]+)` \| neo4j \|", readme))
    assert listed == overridden
