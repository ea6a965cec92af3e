"""``kill -9`` for real, two writers, damage, and what a reader sees meanwhile."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from load_worker import LOADS, numbered_delta
from small_world import small_delta, small_findings

from linkage.errors import NotFoundError, StoreBusyError, StoreError
from linkage.kinds import KindTable
from linkage.store.embedded import EmbeddedStore
from linkage.store.manifest import read_manifest
from linkage.store.queries import load_query

WORKER = Path(__file__).with_name("load_worker.py")


def start(workspace: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WORKER), str(workspace)], stdout=subprocess.PIPE, text=True
    )


def tables(workspace: Path) -> dict[str, bytes]:
    manifest = read_manifest(workspace / "ledger")
    assert manifest is not None
    return {n: (workspace / "ledger" / e.file).read_bytes() for n, e in manifest.tables.items()}


def reader(workspace: Path) -> EmbeddedStore:
    return EmbeddedStore(workspace, KindTable(), read_only=True, memory=256)


def dump(store: EmbeddedStore) -> list[Any]:
    """Return every relationship with all its properties, in order."""
    _, rows = store.cypher("MATCH (a:Account)-[r]->(i) RETURN a.id, type(r), i.id, r, i")
    return sorted(rows, key=lambda row: row[:3])


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], list[Any]]:
    workspace = tmp_path_factory.mktemp("undisturbed") / "ws"
    process = start(workspace)
    process.communicate()
    assert process.returncode == 0
    store = reader(workspace)
    graph = dump(store)
    store.close()
    return tables(workspace), graph


@pytest.mark.parametrize("seed", range(5))
def test_killed_load_is_readable_and_finishes(
    tmp_path: Path, undisturbed: tuple[dict[str, bytes], list[Any]], seed: int
) -> None:
    workspace = tmp_path / "ws"
    process = start(workspace)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(random.Random(seed).uniform(0.0, 1.0))
    process.kill()
    process.communicate()
    if (workspace / "ledger" / "manifest.json").exists():
        store = reader(workspace)
        loads = len(store.loads())
        wanted = sum(numbered_delta(n).sightings["count"].sum() for n in range(loads))
        assert store.sightings()["count"].sum() == wanted
        assert sum(row[3]["count"] for row in dump(store)) == wanted
        store.close()
    again = start(workspace)
    again.communicate()
    assert again.returncode == 0
    assert tables(workspace) == undisturbed[0]
    store = reader(workspace)
    assert dump(store) == undisturbed[1]
    assert len(store.loads()) == LOADS
    store.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "ws"
    store = EmbeddedStore(folder, KindTable(), memory=256)
    store.apply(small_delta())
    store.close()
    return folder


def test_second_writer_is_told_who_writes(workspace: Path) -> None:
    store = EmbeddedStore(workspace, KindTable(), memory=256)
    code = f"""
from pathlib import Path
from linkage.errors import StoreBusyError
from linkage.kinds import KindTable
from linkage.store.embedded import EmbeddedStore
try:
    EmbeddedStore(Path({str(workspace)!r}), KindTable())
except StoreBusyError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert f"process {os.getpid()}" in done.stdout
    store.close()


def test_reader_beside_a_writer_keeps_the_graph_before(workspace: Path) -> None:
    writer = EmbeddedStore(workspace, KindTable(), memory=256)
    writer.apply(numbered_delta(0))
    beside = reader(workspace)
    (rows,) = beside.cypher("MATCH (a:Account) RETURN count(a)")[1]
    assert rows == (5,)
    writer.close()
    beside.close()


def test_first_writer_without_graph_keeps_readers_out(tmp_path: Path) -> None:
    writer = EmbeddedStore(tmp_path / "ws", KindTable(), memory=256)
    writer.apply(small_delta())
    beside = reader(tmp_path / "ws")
    with pytest.raises(StoreBusyError):
        beside.cypher("MATCH (a:Account) RETURN count(a)")
    writer.close()
    beside.close()


def test_open_reader_survives_the_next_load(workspace: Path) -> None:
    beside = reader(workspace)
    _, rows = beside.cypher("MATCH (a:Account) RETURN a.id ORDER BY a.id")
    first = next(rows)
    writer = EmbeddedStore(workspace, KindTable(), memory=256)
    writer.apply(numbered_delta(0))
    writer.close()
    assert [first, *rows] == [("a1",), ("a2",), ("a3",), ("b1",), ("c1",)]
    beside.close()


def test_graph_behind_the_ledger_is_built_when_opened(workspace: Path) -> None:
    for path in (workspace / "graph").iterdir():
        path.unlink()
    (workspace / "graph" / "building-1.lbug").write_bytes(b"half")
    store = reader(workspace)
    (rows,) = store.cypher("MATCH (a:Account) RETURN count(a)")[1]
    store.close()
    assert rows == (5,)
    assert [path.suffix for path in (workspace / "graph").iterdir()] == [".lbug"]


def test_reading_where_nothing_was_loaded_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        reader(tmp_path / "nowhere")
    assert caught.value.hint is not None
    assert "load" in caught.value.hint
    assert not (tmp_path / "nowhere").exists()


def test_a_damaged_graph_file_is_named(workspace: Path) -> None:
    (graph,) = (workspace / "graph").iterdir()
    graph.write_bytes(b"not a graph" * 1000)
    store = reader(workspace)
    with pytest.raises(StoreError, match="cannot be opened"):
        store.cypher("MATCH (a) RETURN a")
    store.close()


def test_a_reader_cannot_apply(workspace: Path) -> None:
    store = reader(workspace)
    with pytest.raises(StoreError, match="reading only"):
        store.apply(small_delta("d1"))
    store.close()


def test_findings_are_replaced_by_the_next_run(workspace: Path) -> None:
    store = EmbeddedStore(workspace, KindTable(), memory=256)
    store.apply(small_findings())
    store.apply(small_findings())
    (rows,) = store.cypher("MATCH (g:Ring) RETURN count(g)")[1]
    store.close()
    assert rows == (2,)


def test_graph_is_built_once_a_generation(workspace: Path) -> None:
    store = EmbeddedStore(workspace, KindTable(), memory=256)
    assert store.refresh_graph() == 0
    store.apply(small_findings())
    small = small_delta()
    of_identifiers = 3  # two networks and one client
    of_rings = 3 + 2 + 2  # members, parts of a campaign, found in a run
    assert store.refresh_graph() == small.sightings.height + of_identifiers + of_rings
    assert store.refresh_graph() == 0
    store.close()


def test_many_small_loads_equal_one(tmp_path: Path) -> None:
    graphs = []
    for name, step in (("split", 1), ("whole", LOADS)):
        store = EmbeddedStore(tmp_path / name, KindTable(), memory=256)
        for first in range(0, LOADS, step):
            for number in range(first, first + step):
                store.apply(numbered_delta(number))
            if step == 1 and first % 4 == 0:
                store.refresh_graph()
        graphs.append(dump(store))
        store.close()
    assert graphs[0] == graphs[1]


def test_graph_equals_the_ledger_value_by_value(workspace: Path) -> None:
    store = reader(workspace)
    rows = store.sightings().rows()
    wanted = sorted(rows)
    found: list[tuple[Any, ...]] = []
    query = load_query("account_identifiers", "embedded")
    for account in store.accounts()["account"]:
        times = {(r["kind"], r["value"]): r for r in store.read(query, account=account)}
        _, links = store.cypher(
            "MATCH (a:Account {id: $id})-[r]->(i) RETURN i.kind, i.id, r.hours", {"id": account}
        )
        for kind, value, hours in links:
            row = times[kind, value]
            seen = (row["first_seen"], row["last_seen"], row["times"])
            found.append((account, kind, value, *seen, hours))
    store.close()
    assert sorted(found, key=lambda r: r[:3]) == sorted(wanted, key=lambda r: r[:3])


def test_workspace_is_private(workspace: Path) -> None:
    folders = [workspace, workspace / "ledger", workspace / "graph"]
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}
    files = [path for path in workspace.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
