"""What a user is told when the server cannot be used."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import neo4j
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from linkage.config import Config, GraphSettings
from linkage.errors import ConfigError, QueryError, StoreError, StoreUnavailableError
from linkage.kinds import KindTable
from linkage.records import LONGEST_ID
from linkage.store import open_store
from linkage.store.neo4j import Address, Neo4jStore, client
from tests.neo4j.launcher.server import PASSWORD, Server, free_port
from tests.neo4j.worlds import delta, random_sightings

pytestmark = pytest.mark.xdist_group("neo4j")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with authentication on."""
    server = Server(tmp_path_factory.mktemp("guarded"), auth=True, heap="512m").start()
    yield server
    server.kill()


def test_absent_server() -> None:
    address = Address(f"bolt://127.0.0.1:{free_port()}")
    with pytest.raises(StoreUnavailableError, match="does not answer") as caught:
        Neo4jStore(address, KindTable())
    assert "graph.uri" in str(caught.value.hint)


def test_address_that_is_none() -> None:
    with pytest.raises(ConfigError, match=r"graph\.uri"):
        Neo4jStore(Address("http://127.0.0.1"), KindTable())


def test_wrong_password(guarded: Server) -> None:
    address = Address(guarded.uri, "neo4j", "neo4j", "wrong")
    with pytest.raises(StoreUnavailableError, match="refused the user or the password") as caught:
        Neo4jStore(address, KindTable())
    assert "wrong" not in f"{caught.value}{caught.value.hint}"


def test_no_password(guarded: Server) -> None:
    with pytest.raises(StoreUnavailableError, match="refused the user"):
        Neo4jStore(Address(guarded.uri), KindTable())


def test_password_that_must_be_changed_first(guarded: Server) -> None:
    with neo4j.GraphDatabase.driver(guarded.uri, auth=guarded.credentials) as driver:
        driver.execute_query(
            "CREATE USER newcomer SET PASSWORD $first CHANGE REQUIRED",
            first=PASSWORD,
            database_="system",
        )
    with pytest.raises(StoreUnavailableError, match="password to be changed") as caught:
        Neo4jStore(Address(guarded.uri, "neo4j", "newcomer", PASSWORD), KindTable())
    assert "ALTER CURRENT USER" in str(caught.value.hint)


def test_wrong_database(guarded: Server) -> None:
    address = Address(guarded.uri, "nosuch", "neo4j", PASSWORD)
    with pytest.raises(StoreUnavailableError, match='has no database "nosuch"'):
        Neo4jStore(address, KindTable())


def test_password_from_a_file(
    guarded: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LINKAGE_NEO4J_PASSWORD", raising=False)
    secret = tmp_path / "password"
    secret.write_text(PASSWORD + "\n", "utf-8")
    settings = GraphSettings(uri=guarded.uri, password_file=str(secret))
    store = open_store(Config(workspace=tmp_path, graph=settings))
    assert store.size() == (0, 0)
    store.close()


def test_missing_password_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LINKAGE_NEO4J_PASSWORD", raising=False)
    settings = GraphSettings(uri="bolt://127.0.0.1:1", password_file=str(tmp_path / "none"))
    with pytest.raises(ConfigError, match="password_file"):
        open_store(Config(workspace=tmp_path, graph=settings))


def test_server_that_is_too_old(neo4j_address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "OLDEST", (9999, 1))
    with pytest.raises(StoreUnavailableError, match="too old") as caught:
        Neo4jStore(neo4j_address, KindTable())
    assert "9999.1" in str(caught.value.hint)


def test_store_opened_for_reading_refuses_to_apply(neo4j_address: Address) -> None:
    store = Neo4jStore(neo4j_address, KindTable(), read_only=True)
    with pytest.raises(StoreError, match="reading only"):
        store.apply(delta(random_sightings(10, 1), "x"))
    store.close()


def test_time_limit_stops_a_runaway(neo4j_store: Neo4jStore) -> None:
    text = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)"
    with pytest.raises(QueryError, match="time limit"):
        list(neo4j_store.cypher(text, timeout=0.5)[1])


def test_an_id_that_no_index_can_hold(neo4j_store: Neo4jStore) -> None:
    rows = random_sightings(10, 1)
    long = rows.with_columns(value=rows["value"].str.pad_end(9_000, "x"))
    with pytest.raises(StoreError, match="too long"):
        neo4j_store.apply(delta(long, "x"))
    assert neo4j_store.loads() == ()


def test_the_longest_id_can_be_stored(neo4j_store: Neo4jStore) -> None:
    ids = [character * (LONGEST_ID // len(character.encode())) for character in "xéあ😀"]
    rows = random_sightings(40, 1).head(len(ids)).with_columns(account=pl.Series(ids))
    rows = rows.with_columns(value=rows["account"], kind=pl.lit("device")).sort("account")
    neo4j_store.apply(delta(rows, "first"))
    neo4j_store.apply(delta(rows, "again"))
    expected = rows.with_columns(count=rows["count"] * 2)
    assert_frame_equal(neo4j_store.sightings(), expected)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 900 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=900m", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only a root that may mount can make a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(path: Path) -> None:
    """Write a file until the disk is full."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1 << 16))


def apply_many(store: Neo4jStore, rows: pl.DataFrame) -> None:
    for number in range(40):
        store.apply(delta(rows, f"load-{number}"))


def test_full_disk_and_resuming(small_disk: Path) -> None:
    server = Server(small_disk / "home", heap="512m").start()
    rows = random_sightings(5_000, 1)
    store = Neo4jStore(Address(server.uri), KindTable(), patience=5)
    store.apply(delta(rows, "before"))
    fill(small_disk / "ballast")
    with pytest.raises(StoreUnavailableError, match="is full"):
        apply_many(store, rows)
    store.close()
    (small_disk / "ballast").unlink()
    server.kill()
    server.start()
    store = Neo4jStore(Address(server.uri), KindTable())
    store.apply(delta(rows, "after"))
    expected = rows.with_columns(count=rows["count"] * len(store.loads()))
    assert_frame_equal(store.sightings(), expected)
    store.close()
    server.kill()
