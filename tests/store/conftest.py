"""Stores under test. Another engine joins by a line in `OPENERS`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from linkage.kinds import KindTable
from linkage.store import GraphStore
from linkage.store.embedded import EmbeddedStore
from tests.neo4j.fixtures import neo4j_opener

sys.path.insert(0, str(Path(__file__).parent))

from small_world import small_delta, small_findings

Opener = Callable[[], GraphStore]
"""Opens the same, at first empty, store each time it is called."""


def embedded_opener(_: pytest.FixtureRequest, folder: Path) -> Opener:
    """Return an opener of a workspace in the test's own folder."""
    return lambda: EmbeddedStore(folder / "workspace", KindTable(), memory=256)


def server_opener(request: pytest.FixtureRequest, _: Path) -> Opener:
    """Return an opener of the test server's graph, emptied."""
    return neo4j_opener(request.getfixturevalue("neo4j_address"))


OPENERS: dict[str, Callable[[pytest.FixtureRequest, Path], Opener]] = {
    "embedded": embedded_opener,
    "neo4j": server_opener,
}
"""Engine name to a function that makes an opener of an empty store.

It is given the request, so that it can ask for a server's fixture, and a folder of its own.
"""


ENGINES = ["embedded", pytest.param("neo4j", marks=pytest.mark.xdist_group("neo4j"))]


@pytest.fixture(params=ENGINES)
def open_empty(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    return OPENERS[request.param](request, tmp_path)


@pytest.fixture
def store(open_empty: Opener) -> Iterator[GraphStore]:
    """An empty store."""
    opened = open_empty()
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=ENGINES)
def small_world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[GraphStore]:
    """The small world with its findings; tests that share it only read."""
    opened = OPENERS[request.param](request, tmp_path_factory.mktemp("small"))()
    opened.apply(small_delta())
    opened.apply(small_findings())
    yield opened
    opened.close()
