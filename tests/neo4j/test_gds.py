"""Communities found by Graph Data Science in the server."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from linkage.errors import StoreUnavailableError
from linkage.store.neo4j import Address
from linkage.store.neo4j.client import Client
from linkage.store.neo4j.gds import gds_version, server_communities
from tests.neo4j.launcher.server import Server

pytestmark = pytest.mark.xdist_group("neo4j")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A connection to a server with Graph Data Science."""
    server = Server(tmp_path_factory.mktemp("gds"), gds=True).start()
    connected = Client(Address(server.uri))
    yield connected
    connected.close()
    server.kill()


def two_cliques() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the pairs of two groups of five that one weak pair joins; account 10 is alone."""
    pairs = [
        (a, b, 20.0)
        for start in (0, 5)
        for a in range(start, start + 5)
        for b in range(a)
        if b >= start
    ]
    first, second, weight = zip(*pairs, (0, 5, 0.1), strict=True)
    return np.array(first), np.array(second), np.array(weight)


def test_two_groups_are_found(client: Client) -> None:
    labels = server_communities(client, *two_cliques(), size=11, seed=1)
    assert len(set(labels[:5])) == 1
    assert len(set(labels[5:10])) == 1
    assert labels[0] != labels[5]
    assert labels[10] == -1


def test_the_same_seed_gives_the_same_communities(client: Client) -> None:
    left, right = (server_communities(client, *two_cliques(), size=11, seed=4) for _ in range(2))
    assert left.tolist() == right.tolist()


def test_nothing_stays_in_the_catalog(client: Client) -> None:
    server_communities(client, *two_cliques(), size=11, seed=1)
    assert client.rows("CALL gds.graph.list() YIELD graphName RETURN graphName", "looking") == []


def test_no_pairs_give_no_communities(client: Client) -> None:
    none = np.array([], dtype=np.int64)
    labels = server_communities(client, none, none, np.array([]), size=3, seed=0)
    assert labels.tolist() == [-1, -1, -1]


def test_a_server_without_it_says_so(neo4j_address: Address) -> None:
    plain = Client(neo4j_address)
    with pytest.raises(StoreUnavailableError, match="Graph Data Science is not installed"):
        gds_version(plain)
    plain.close()
