"""A server for the whole test session, and an empty graph on it for each test that asks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import neo4j
import pytest

from linkage.kinds import KindTable
from linkage.store.neo4j import Address, Neo4jStore
from tests.neo4j.launcher.server import Server

Opener = Callable[[], Neo4jStore]


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """The server named by LINKAGE_TEST_NEO4J_URI (its graph is emptied!), else one started here."""
    uri = os.environ.get("LINKAGE_TEST_NEO4J_URI")
    if uri:
        user = os.environ.get("LINKAGE_TEST_NEO4J_USER", "neo4j")
        password = os.environ.get("LINKAGE_TEST_NEO4J_PASSWORD", "")
        yield Address(uri, "neo4j", user, password)
        return
    server = Server(tmp_path_factory.mktemp("neo4j")).start()
    yield Address(server.uri)
    server.kill()


def empty(address: Address) -> None:
    """Delete everything that the graph holds; constraints stay."""
    auth = (address.user, address.password) if address.password else None
    with neo4j.GraphDatabase.driver(address.uri, auth=auth) as driver:
        while driver.execute_query(
            "MATCH (n) WITH n LIMIT 10000 DETACH DELETE n RETURN count(n)",
            database_=address.database,
        ).records[0][0]:
            pass


def neo4j_opener(address: Address) -> Opener:
    """Return an opener of a store on an emptied graph."""
    empty(address)
    return lambda: Neo4jStore(address, KindTable(), patience=30)


@pytest.fixture
def open_neo4j_store(neo4j_address: Address) -> Opener:
    return neo4j_opener(neo4j_address)


@pytest.fixture
def neo4j_store(open_neo4j_store: Opener) -> Iterator[Neo4jStore]:
    """A store on an empty graph."""
    store = open_neo4j_store()
    yield store
    store.close()
