"""Communities found by Graph Data Science in the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from linkage import pipeline
from linkage.config import Config, GraphSettings
from linkage.errors import UsageError
from linkage.simulate import preset, simulate, write_world
from linkage.store.neo4j import Address
from linkage.store.neo4j.client import Client
from linkage.store.neo4j.gds import equal_gamma, gds_version, server_communities
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
    labels = server_communities(client, *two_cliques(), 11, 1, 0.1)
    assert len(set(labels[:5])) == 1
    assert len(set(labels[5:10])) == 1
    assert labels[0] != labels[5]
    assert labels[10] == -1


def test_the_same_seed_gives_the_same_communities(client: Client) -> None:
    left, right = (server_communities(client, *two_cliques(), 11, 4, 0.1) for _ in range(2))
    assert left.tolist() == right.tolist()


def test_nothing_stays_in_the_catalog(client: Client) -> None:
    server_communities(client, *two_cliques(), 11, 1, 0.1)
    assert client.rows("CALL gds.graph.list() YIELD graphName RETURN graphName", "looking") == []


def test_no_pairs_give_no_communities(client: Client) -> None:
    none = np.array([], dtype=np.int64)
    labels = server_communities(client, none, none, np.array([]), 3, 0, 0.1)
    assert labels.tolist() == [-1, -1, -1]


def test_a_server_without_it_says_so(neo4j_address: Address) -> None:
    plain = Client(neo4j_address)
    with pytest.raises(UsageError, match="Graph Data Science is not installed"):
        gds_version(plain)
    plain.close()


def test_the_resolution_stands_for_the_same_density() -> None:
    """Between two groups of m accounts of strength k, both objectives weigh up the same weight."""
    first, second, weight = two_cliques()
    gamma = equal_gamma(first, second, weight, 0.02)
    strength = 2 * weight.sum() / 10
    assert gamma * (5 * strength) ** 2 / (2 * weight.sum()) == pytest.approx(0.02 * 5 * 5)


def test_discover_finds_the_same_members_with_it(client: Client, tmp_path: Path) -> None:
    write_world(simulate(preset("tiny")), tmp_path / "world")
    server = Config(workspace=tmp_path, graph=GraphSettings(uri=client.address.uri))
    pipeline.ingest([str(tmp_path / "world")], server)
    found = {engine: pipeline.discover(server, engine=engine) for engine in pipeline.ENGINES}
    assert [findings.run.engine for findings in found.values()] == ["igraph", "gds"]
    members = [set(findings.members["account"]) for findings in found.values()]
    assert members[0]
    assert members[0] == members[1]


def test_discover_says_so_on_a_server_without_it(
    neo4j_address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKAGE_NEO4J_PASSWORD", neo4j_address.password)
    graph = GraphSettings(uri=neo4j_address.uri, user=neo4j_address.user)
    with pytest.raises(UsageError, match="Graph Data Science is not installed") as caught:
        pipeline.discover(Config(workspace=tmp_path, graph=graph), engine="gds")
    assert "--engine igraph" in str(caught.value.hint)
