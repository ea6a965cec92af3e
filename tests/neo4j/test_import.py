"""The files of ``neo4j-admin database import``, imported for real by Neo4j's own tool."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from typer.testing import CliRunner

from linkage.cli.app import app
from linkage.kinds import KindTable
from linkage.reviews import REVIEWS
from linkage.store.embedded import EmbeddedStore
from linkage.store.neo4j import Address, Neo4jStore
from tests.neo4j.launcher.artefacts import fetch
from tests.neo4j.launcher.server import Server
from tests.store.small_world import small_delta

pytestmark = pytest.mark.xdist_group("neo4j")

ADMIN = """#!/bin/sh
exec java -cp '{lib}/*' --add-opens=java.base/java.nio=ALL-UNNAMED \\
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED org.neo4j.cli.AdminTool "$@"
"""


REVIEW = pl.DataFrame(
    [("R-A", "RUN-1", "rich", 4.25, "honest", 'a "note",\nof two lines', ["a1", "a2"])],
    schema=REVIEWS,
    orient="row",
)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """The small world, loaded into the embedded engine and exported: the script that imports it."""
    store = EmbeddedStore(tmp_path / "workspace", KindTable(), memory=256)
    store.apply(small_delta())
    store.add_reviews(REVIEW)
    store.close()
    folder = tmp_path / "export"
    words = f"--workspace {tmp_path / 'workspace'} export all --format neo4j-admin -o {folder}"
    done = CliRunner().invoke(app, words.split())
    assert done.exit_code == 0, done.output
    return folder / "import.sh"


@pytest.fixture
def imported(exported: Path, tmp_path: Path) -> Iterator[Server]:
    """A server on what the importer made of the files."""
    home = tmp_path / "home"
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").touch()
    admin = tmp_path / "neo4j-admin"
    admin.write_text(ADMIN.format(lib=fetch()), "utf-8")
    admin.chmod(0o700)
    subprocess.run(
        [exported],
        check=True,
        capture_output=True,
        env={
            **os.environ,
            "NEO4J_ADMIN": str(admin),
            "NEO4J_HOME": str(home),
            "NEO4J_CONF": str(home / "conf"),
        },
    )
    server = Server(home, heap="512m").start()
    yield server
    server.kill()


def everything(uri: str) -> tuple[list[Any], list[Any]]:
    """Return every node and relationship of a graph."""
    with neo4j.GraphDatabase.driver(uri) as driver:
        nodes = driver.execute_query(
            "MATCH (n) WHERE NOT any(l IN labels(n) WHERE l STARTS WITH 'Linkage') "
            "RETURN labels(n)[0] AS label, n.id AS id, properties(n) AS p ORDER BY label, id"
        ).records
        links = driver.execute_query(
            "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS p "
            "ORDER BY type, a, b"
        ).records
    return [dict(record) for record in nodes], [dict(record) for record in links]


def test_import_equals_a_load_over_bolt(imported: Server, neo4j_store: Neo4jStore) -> None:
    neo4j_store.apply(small_delta())
    store = Neo4jStore(Address(imported.uri), KindTable())
    assert everything(imported.uri) == everything(neo4j_store._client.address.uri)
    for table in ("sightings", "accounts", "attributes", "pending"):
        assert_frame_equal(getattr(store, table)(), getattr(neo4j_store, table)())
    assert_frame_equal(store.reviews(), REVIEW)
    assert store.loads() == neo4j_store.loads()
    assert store.events().equals(neo4j_store.events())
    assert set(store.kinds) == set(neo4j_store.kinds)
    store.close()


def test_the_same_file_after_an_import_adds_nothing(imported: Server) -> None:
    store = Neo4jStore(Address(imported.uri), KindTable())
    before = store.sightings()
    store.apply(small_delta())
    assert_frame_equal(store.sightings(), before)
    store.apply(small_delta("another"))
    assert store.sightings()["count"].sum() == 2 * before["count"].sum()
    store.close()
