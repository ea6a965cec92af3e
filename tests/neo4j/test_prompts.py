"""Raw prompts into the server: the same templates, links and waiting prompts, also after a kill."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from linkage import pipeline
from linkage.config import Config, GraphSettings
from linkage.store import open_store
from linkage.store.neo4j import Address, queue, staging
from tests.bench.corpus import build
from tests.neo4j.fixtures import empty
from tests.neo4j.test_faults import wait_for_batches

pytestmark = pytest.mark.xdist_group("neo4j")


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two files of prompts by the same accounts, each of which sends a few of a script."""
    folder = tmp_path_factory.mktemp("prompts")
    corpus = build(9, prompts=6_000, templates=10).frame().drop("truth")
    corpus = corpus.with_columns(pl.format("{}-{}", "account", pl.int_range(pl.len()) % 7))
    paths = []
    for number, rows in enumerate((corpus[:3_000], corpus[3_000:])):
        paths.append(str(folder / f"day{number}.jsonl"))
        rows.write_ndjson(paths[-1])
    return paths


def load(config: Config, files: list[str], batch_rows: int) -> None:
    staging.BATCH_ROWS = batch_rows
    queue.TURN_PATIENCE = 1_000
    for file in files:
        pipeline.ingest([file], config)


def tables(config: Config) -> list[pl.DataFrame]:
    store = open_store(config)
    found = [store.sightings(), store.pending(), store.accounts(), store.attributes("template")]
    store.close()
    return found


@pytest.fixture
def server(neo4j_address: Address, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Config:
    """Settings for the test server, whose graph is emptied."""
    monkeypatch.setattr(staging, "BATCH_ROWS", staging.BATCH_ROWS)
    monkeypatch.setattr(queue, "TURN_PATIENCE", queue.TURN_PATIENCE)
    monkeypatch.setenv("LINKAGE_NEO4J_PASSWORD", neo4j_address.password)
    empty(neo4j_address)
    graph = GraphSettings(uri=neo4j_address.uri, user=neo4j_address.user)
    return Config(workspace=tmp_path / "rejects", graph=graph)


@pytest.fixture
def expected(tmp_path: Path, days: list[str]) -> list[pl.DataFrame]:
    """The tables of the embedded store after both loads."""
    config = Config(workspace=tmp_path / "embedded")
    load(config, days, 1_000)
    found = tables(config)
    sightings, waiting = found[:2]
    assert sightings["value"].n_unique() > 5
    assert waiting.height > 50
    return found


def same(left: list[pl.DataFrame], right: list[pl.DataFrame]) -> None:
    for one, two in zip(left, right, strict=True):
        assert_frame_equal(one, two)


def test_both_stores_hold_the_same_after_two_loads(
    server: Config, days: list[str], expected: list[pl.DataFrame]
) -> None:
    load(server, days, 100)
    same(tables(server), expected)
    load(server, days, 100)
    same(tables(server), expected)


@pytest.mark.parametrize("left", [range(1, 40), range(1, 12)])
def test_a_killed_load_of_prompts_counts_nothing_twice(
    server: Config,
    neo4j_address: Address,
    days: list[str],
    expected: list[pl.DataFrame],
    left: range,
) -> None:
    """Killed while the nodes, or while the sightings, of the second day are written."""
    load(server, days[:1], 1_000)
    loader = multiprocessing.get_context("spawn").Process(target=load, args=(server, days[1:], 20))
    loader.start()
    wait_for_batches(neo4j_address, range(50, 10_000))
    wait_for_batches(neo4j_address, left)
    assert loader.pid is not None
    os.kill(loader.pid, signal.SIGKILL)
    loader.join()
    assert loader.exitcode == -signal.SIGKILL
    load(server, days, 1_000)
    same(tables(server), expected)
