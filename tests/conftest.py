"""What all tests share: the Neo4j server, and which worker runs the tests that use it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.neo4j.fixtures import neo4j_address

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

__all__ = ["neo4j_address"]


def server_scope(nodeid: str) -> str:
    """Return what runs on one worker: a file's server tests together, any other test alone.

    Each worker starts one server of its own; where LINKAGE_TEST_NEO4J_URI names one for all,
    every server test runs on the same worker, since they empty its graph.
    """
    file, _, name = nodeid.partition("::")
    if not (file.startswith("tests/neo4j/") or "[neo4j" in name):
        return nodeid
    return "neo4j" if os.environ.get("LINKAGE_TEST_NEO4J_URI") else file


def needs_server(item: pytest.Item) -> bool:
    """Whether a test uses the server, or starts one of its own."""
    names = getattr(item, "fixturenames", ())
    return item.nodeid.startswith("tests/neo4j/") or "[neo4j" in item.name or "neo4j" in names


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Java the embedded engine is tested alone, but never in CI."""
    given = os.environ.get("CI") or os.environ.get("LINKAGE_TEST_NEO4J_URI")
    if given or (shutil.which("java") and shutil.which("mvn")):
        return
    skip = pytest.mark.skip(reason="Neo4j needs Java and Maven: tests/neo4j/ensure_java.sh")
    for item in filter(needs_server, items):
        item.add_marker(skip)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Spread by `server_scope`: xdist's own groups have no effect from pytest 9.2 on."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 (only where it is in use)

    class ServerScheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return server_scope(nodeid)

    return ServerScheduling(config, log)
