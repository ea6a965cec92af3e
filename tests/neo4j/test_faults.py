"""A server that is killed and started again, writers that die, and several of them at once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import neo4j
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from linkage.errors import StoreBusyError
from linkage.folding import merge_sightings
from linkage.kinds import KindTable
from linkage.store.neo4j import Address, Neo4jStore, queue, staging
from tests.neo4j.fixtures import Opener, empty
from tests.neo4j.launcher.server import Server
from tests.neo4j.worlds import delta, random_sightings

pytestmark = pytest.mark.xdist_group("neo4j")


@pytest.fixture(scope="module")
def killable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of this module's own, for killing."""
    server = Server(tmp_path_factory.mktemp("killable")).start()
    yield server
    server.kill()


def batches_left(address: Address) -> int:
    with neo4j.GraphDatabase.driver(address.uri) as driver:
        records = driver.execute_query(
            "MATCH (b:LinkageBatch) RETURN count(b)", database_=address.database
        ).records
    return int(records[0][0])


def wait_for_batches(address: Address, wanted: range) -> None:
    deadline = time.monotonic() + 60
    while batches_left(address) not in wanted:
        assert time.monotonic() < deadline, "the load did not get that far"
        time.sleep(0.02)


def test_server_killed_three_times_in_one_load(
    killable: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "BATCH_ROWS", 250)
    address = Address(killable.uri)
    first, second = random_sightings(6_000, 1), random_sightings(20_000, 2)
    store = Neo4jStore(address, KindTable())
    store.apply(delta(first, "first"))
    with ThreadPoolExecutor(1) as pool:
        load = pool.submit(store.apply, delta(second, "second"))
        for before in (70, 45, 20):
            wait_for_batches(address, range(1, before))
            killable.kill()
            killable.start()
        load.result(120)
    assert_frame_equal(store.sightings(), merge_sightings([first, second]))
    assert [mark.digest for mark in store.loads()] == ["first", "second"]
    assert batches_left(address) == 0
    store.close()
    empty(address)


def _load(uri: str, seed: int, rows: int) -> None:
    staging.BATCH_ROWS = 250  # type: ignore[misc]
    store = Neo4jStore(Address(uri), KindTable())
    store.apply(delta(random_sightings(rows, seed, 2_000), f"load-{seed}"))
    store.close()


@pytest.mark.parametrize("again", ["the same load", "another load"])
def test_killed_loader_is_finished_by_the_next(
    open_neo4j_store: Opener,
    neo4j_address: Address,
    monkeypatch: pytest.MonkeyPatch,
    again: str,
) -> None:
    monkeypatch.setattr(queue, "TURN_PATIENCE", 1_000)
    store = open_neo4j_store()
    loader = multiprocessing.get_context("spawn").Process(
        target=_load, args=(neo4j_address.uri, 7, 15_000)
    )
    loader.start()
    wait_for_batches(neo4j_address, range(30, 10_000))
    wait_for_batches(neo4j_address, range(1, 50))
    assert loader.pid is not None
    os.kill(loader.pid, signal.SIGKILL)
    loader.join()
    killed = random_sightings(15_000, 7, 2_000)
    other = random_sightings(100, 8, 2_000)
    if again == "the same load":
        store.apply(delta(killed, "load-7"))
        expected = killed
    else:
        store.apply(delta(other, "load-8"))
        expected = merge_sightings([killed, other])
    assert_frame_equal(store.sightings(), expected)
    store.close()


def test_two_loaders_and_a_reader_at_once(open_neo4j_store: Opener, neo4j_address: Address) -> None:
    store = open_neo4j_store()
    context = multiprocessing.get_context("spawn")
    loaders = [
        context.Process(target=_load, args=(neo4j_address.uri, seed, 4_000)) for seed in (1, 2)
    ]
    for loader in loaders:
        loader.start()
    while any(loader.is_alive() for loader in loaders):
        store.sightings()
    assert [loader.exitcode for loader in loaders] == [0, 0]
    expected = merge_sightings([random_sightings(4_000, seed, 2_000) for seed in (1, 2)])
    assert_frame_equal(store.sightings(), expected)
    store.close()


def test_the_same_load_by_two_loaders_counts_once(
    open_neo4j_store: Opener, neo4j_address: Address
) -> None:
    store = open_neo4j_store()
    context = multiprocessing.get_context("spawn")
    loaders = [context.Process(target=_load, args=(neo4j_address.uri, 3, 2_000)) for _ in range(2)]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join()
    assert [loader.exitcode for loader in loaders] == [0, 0]
    assert_frame_equal(store.sightings(), random_sightings(2_000, 3, 2_000))
    store.close()


def test_a_foreign_account_ends_the_fast_path(
    open_neo4j_store: Opener, neo4j_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody adds an account of the load between its start and its batches."""
    store = open_neo4j_store()
    apply_phase = queue.Queue._apply_phase
    with neo4j.GraphDatabase.driver(neo4j_address.uri) as driver:

        def interfere(self: queue.Queue, *rest: object) -> None:
            driver.execute_query("MERGE (:Account {id: 'acc_1'})", database_="neo4j")
            apply_phase(self, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(queue.Queue, "_apply_phase", interfere)
        rows = random_sightings(500, 4)
        store.apply(delta(rows, "x"))
    assert_frame_equal(store.sightings(), rows)
    assert store.size()[0] == rows["account"].n_unique()
    store.close()


def test_ghost_loses_the_turn_and_counts_nothing_twice(
    open_neo4j_store: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that slept too long finds its turn taken; both end with the right counts."""
    monkeypatch.setattr(queue, "TURN_PATIENCE", 0)
    monkeypatch.setattr(staging, "BATCH_ROWS", 200)
    stores = [open_neo4j_store(), open_neo4j_store()]
    parts = [random_sightings(3_000, seed, 500) for seed in (5, 6)]
    with ThreadPoolExecutor(2) as pool:
        loads = [
            pool.submit(store.apply, delta(part, f"load-{n}"))
            for n, (store, part) in enumerate(zip(stores, parts, strict=True))
        ]
        for load in loads:
            load.result(120)
    assert_frame_equal(stores[0].sightings(), merge_sightings(parts))
    for store in stores:
        store.close()


def test_events_counted_meanwhile_stop_a_load(open_neo4j_store: Opener) -> None:
    rows = random_sightings(50, 9)
    hashes = pl.Series("event", [1, 2, 3], pl.UInt64)
    one, other = open_neo4j_store(), open_neo4j_store()
    one.events()
    other.events()
    one.apply(delta(rows, "a", events=hashes))
    with pytest.raises(StoreBusyError, match="same events"):
        other.apply(delta(rows, "b", events=hashes[1:]))
    assert_frame_equal(one.sightings(), rows)
    for store in (one, other):
        store.close()
