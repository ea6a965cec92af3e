"""The graph as networkx, igraph and py2neo objects; py2neo against the real server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import igraph
import pytest

import linkage
from linkage.errors import NotFoundError
from linkage.exports.bridges import from_py2neo, to_igraph, to_networkx, to_py2neo
from linkage.exports.subgraph import Edge, Node, Subgraph
from linkage.store.neo4j import Address, Neo4jStore
from tests.store.small_world import small_delta, small_findings

pytestmark = pytest.mark.xdist_group("neo4j")

SEEN = datetime(2026, 4, 22, 10, tzinfo=UTC)


@pytest.fixture
def ring() -> Subgraph:
    """Two accounts on one device, in a ring; one account shares its id with the device."""
    nodes = [
        Node("Account", "a1", {"country": "DE"}),
        Node("Account", "x", {}),
        Node("Device", "x", {"bits": 8.5, "hub": False}),
        Node("Ring", "R-1", {"score": 0.95}),
    ]
    edges = [
        Edge("USED_DEVICE", ("Account", "a1"), ("Device", "x"), {"count": 3, "first_seen": SEEN}),
        Edge("USED_DEVICE", ("Account", "x"), ("Device", "x"), {"count": 1}),
        Edge("MEMBER_OF", ("Account", "a1"), ("Ring", "R-1"), {"score": 0.9, "core": True}),
    ]
    return Subgraph(nodes=lambda: iter(nodes), edges=lambda: iter(edges))


def test_a_stored_ring_becomes_a_graph(neo4j_store: Neo4jStore) -> None:
    neo4j_store.apply(small_delta())
    neo4j_store.apply(small_findings())
    graph = linkage.to_igraph(linkage.stored_graph(neo4j_store, "R-AAAA"))
    assert {"Account:a1", "Account:a2", "Device:d1", "Ring:R-AAAA"} <= set(graph.vs["name"])
    with pytest.raises(NotFoundError, match='Did you mean "R-AAAA"'):
        linkage.stored_graph(neo4j_store, "R-AAAB")


def named_links(graph: igraph.Graph) -> list[tuple[str, str, str]]:
    names = graph.vs["name"]
    return sorted((names[e.source], e["type"], names[e.target]) for e in graph.es)


def test_all_links_are_read_as_they_are_exported(neo4j_store: Neo4jStore) -> None:
    neo4j_store.apply(small_delta())
    read = linkage.read_igraph(neo4j_store)
    made = linkage.to_igraph(linkage.stored_graph(neo4j_store))
    assert named_links(read) == named_links(made)
    assert len(named_links(read)) == 15
    linked = {name for start, _, end in named_links(made) for name in (start, end)}
    assert set(read.vs["name"]) == linked


def test_an_empty_store_gives_an_empty_graph(neo4j_store: Neo4jStore) -> None:
    graph = linkage.read_igraph(neo4j_store)
    assert (graph.vcount(), graph.ecount()) == (0, 0)


def test_networkx_keeps_nodes_links_and_properties(ring: Subgraph) -> None:
    graph = to_networkx(ring)
    assert set(graph) == {"Account:a1", "Account:x", "Device:x", "Ring:R-1"}
    assert graph.nodes["Device:x"] == {"bits": 8.5, "hub": False, "label": "Device", "name": "x"}
    link = graph.edges["Account:a1", "Device:x", "USED_DEVICE"]
    assert link == {"count": 3, "first_seen": SEEN}


def test_igraph_keeps_nodes_links_and_properties(ring: Subgraph) -> None:
    graph = to_igraph(ring)
    assert graph.vs["name"] == ["Account:a1", "Account:x", "Device:x", "Ring:R-1"]
    assert graph.vs.find(name="Device:x")["bits"] == 8.5
    edge = graph.es[graph.get_eid("Account:a1", "Device:x")]
    assert (edge["type"], edge["count"], edge["score"]) == ("USED_DEVICE", 3, None)


@pytest.fixture
def analyst(neo4j_store: Neo4jStore, neo4j_address: Address) -> Iterator[Any]:
    """A py2neo connection to the small world."""
    py2neo = pytest.importorskip("py2neo")
    neo4j_store.apply(small_delta())
    neo4j_store.apply(small_findings())
    auth = (neo4j_address.user or "neo4j", neo4j_address.password or "any")
    graph = py2neo.Graph(neo4j_address.uri, auth=auth)
    yield graph
    graph.service.connector.close()


def test_a_ring_written_by_py2neo_is_in_the_graph(ring: Subgraph, analyst: Any) -> None:
    analyst.merge(to_py2neo(ring))
    rows = analyst.run(
        "MATCH (a:Account)-[r:USED_DEVICE]->(d:Device {id: 'x'}) RETURN a.id, r.count ORDER BY a.id"
    )
    assert [tuple(row) for row in rows] == [("a1", 3), ("x", 1)]
    assert analyst.nodes.match("Account", id="a1").count() == 1


def test_a_ring_read_by_py2neo(analyst: Any) -> None:
    found = analyst.run("MATCH p = (:Account)-[:MEMBER_OF]->(:Ring {id: 'R-AAAA'}) RETURN p")
    graph = from_py2neo(found.to_subgraph())
    assert [node.key for node in graph.nodes()] == ["Account:a1", "Account:a2", "Ring:R-AAAA"]
    assert [(e.type, e.start[1], e.properties["score"]) for e in graph.edges()] == [
        ("MEMBER_OF", "a1", 0.99),
        ("MEMBER_OF", "a2", 0.9),
    ]


def test_through_py2neo_and_back(ring: Subgraph) -> None:
    pytest.importorskip("py2neo")
    back = from_py2neo(to_py2neo(ring))
    assert list(back.nodes()) == list(ring.nodes())
    assert {e.end_key for e in back.edges()} == {e.end_key for e in ring.edges()}


def test_a_node_that_py2neo_read_twice_is_one() -> None:
    py2neo = pytest.importorskip("py2neo")
    twice = py2neo.Node("Account", id="a1") | py2neo.Node("Account", id="a1", plan="pro")
    (node,) = from_py2neo(twice).nodes()
    assert (node.key, node.properties) == ("Account:a1", {"plan": "pro"})
