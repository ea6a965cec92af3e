"""Accounts whose names attack the terminal, the spreadsheet, the query or the command line."""

import json

import pytest

NAMES = (
    "\x1b[2J\x1b]0;owned\x07",
    "\u202etxt.exe",
    "=cmd|' /C calc'!A0",
    "line\nbreak",
    "quote\"'`",
    "x" * 7_000,
    "-x",
    "--json",
    "[red]not markup[/red]",
    "'}) DETACH DELETE n //",
    "$account",
    "日本語アカウント",
)


@pytest.fixture
def loaded(linkage, tmp_path):
    """The program on a graph in which all these accounts share a device, a phone and a mail."""
    shared = (("device", "d1"), ("device", "d2"), ("phone", "5551234567"), ("email", "a@local"))
    rows = [
        json.dumps({"account": name, "kind": kind, "value": value})
        for name in NAMES
        for kind, value in shared
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    linkage("load", "sightings", "rows.jsonl", "-q")
    return linkage


def test_every_page_is_printable_and_finds_the_account(loaded):
    for name in NAMES:
        pages = [
            loaded("account", "--", name),
            loaded("account", "--plain", "--", name),
            loaded("why", "--", name, NAMES[0] if name != NAMES[0] else NAMES[1]),
        ]
        for page in pages:
            assert page.replace("\n", "").replace("\t", "").isprintable(), name[:30]
            assert "5551234567" not in page
        assert json.loads(loaded("account", "--json", "--", name))["account"] == name


def test_query_parameters_are_only_values(loaded):
    for name in NAMES:
        loaded("query", "accounts_of_identifier", "kind=device", f"value={name}")
        asked = "MATCH (a:Account {id: $name}) RETURN count(a) AS n"
        given = json.dumps(name)
        (row,) = json.loads(loaded("cypher", asked, "--param", f"name={given}", "--json"))
        assert row["n"] == 1
    said = loaded("query", "accounts_of_identifier", "kind=Device) DELETE (n", "value=x", code=2)
    assert "unknown identifier kind" in said
    count = json.loads(loaded("status", "--json"))["nodes"]["Account"]
    assert count == len(NAMES)


def test_a_locale_without_utf8_and_a_dumb_terminal(loaded, start):
    assert loaded
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TERM": "dumb"}
    process = start("account", NAMES[-1], env={**plain, "COLUMNS": "40", "NO_COLOR": "1"})
    page, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert NAMES[-1] in page.decode()
    assert b"\x1b" not in page
    assert max(len(line) for line in page.decode().splitlines()) <= 40


def test_a_reader_that_goes_away_ends_it_quietly(loaded, start):
    assert loaded
    process = start("cypher", "MATCH (a)-->(b), (c)-->(d) RETURN a.id, b.id, c.id", "--plain")
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == b""
