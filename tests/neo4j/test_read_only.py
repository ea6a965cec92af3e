"""A database that must not be written to: reading works, the rest says why it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from linkage.cli.app import app
from linkage.kinds import KindTable
from linkage.store.neo4j import Address, Neo4jStore
from tests.neo4j.launcher.server import Server
from tests.store.small_world import small_delta, small_findings

pytestmark = pytest.mark.xdist_group("neo4j")

READING = {
    "status": (),
    "rings": (),
    "reviews": (),
    "ring": ("R-AAAA",),
    "account": ("a1",),
    "why": ("a1", "a2"),
    "query": ("shared_identifiers", "kind=device"),
    "cypher": ("MATCH (a:Account) RETURN count(a) AS accounts",),
    "export": ("all", "--format", "neo4j-admin", "-o", "graph"),
}

Linkage = Callable[..., Result]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that holds the small world and was started again as read-only."""
    server = Server(tmp_path_factory.mktemp("read-only"), heap="512m").start()
    store = Neo4jStore(Address(server.uri), KindTable())
    store.apply(small_delta())
    findings = small_findings()
    store.apply(replace(findings, run=replace(findings.run, data="rich")))
    store.close()
    server.stop()
    server.read_only = True
    server.start()
    yield server.uri
    server.kill()


@pytest.fixture
def linkage(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Linkage:
    """Run the program on that server, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, ["--graph", address, *arguments])


@pytest.mark.parametrize("command", READING)
def test_reading_commands_work(linkage: Linkage, command: str) -> None:
    result = linkage(command, *READING[command])
    assert result.exit_code == 0, result.output


def test_loading_says_that_the_database_is_read_only(linkage: Linkage) -> None:
    Path("more.csv").write_text("account,kind,value\nx,device,d\n", "utf-8")
    result = linkage("load", "more.csv")
    assert result.exit_code == 5
    assert 'the database "neo4j"' in result.stderr
    assert "is read-only" in result.stderr
    assert "device" not in linkage("account", "x").stdout


def test_reviewing_says_that_the_database_is_read_only(linkage: Linkage) -> None:
    result = linkage("review", "R-AAAA", "ring")
    assert result.exit_code == 5
    assert "is read-only" in result.stderr


def test_discovering_says_that_the_database_is_read_only(linkage: Linkage) -> None:
    result = linkage("discover")
    assert result.exit_code == 5
    assert "is read-only" in result.stderr
