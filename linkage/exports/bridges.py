"""A ring or the graph as an object of other graph libraries.

networkx and py2neo are imported when they are asked for. py2neo is at its end of life (the last
release is 2021.2.4): its bridge is for scripts that are still there. With Neo4j 5.26 merging,
reading and matching work; what does not: it cannot write times in ``datetime.UTC`` (they are
turned into pytz's zone here), it leaves its connections open until ``service.connector.close()``,
and lists such as ``hours`` are left out when read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

import polars as pl

from linkage.errors import UsageError
from linkage.exports.subgraph import Edge, Node, Subgraph, Value
from linkage.store import GraphStore

if TYPE_CHECKING:
    import igraph
    import networkx


def to_networkx(graph: Subgraph) -> networkx.MultiDiGraph[str]:
    """Return a networkx graph: nodes by ``LABEL:ID``, relationships by their type as key."""
    try:
        import networkx  # noqa: PLC0415 (optional)
    except ModuleNotFoundError as error:
        raise _missing("networkx", "networkx") from error
    result: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in graph.nodes():
        result.add_node(node.key, **{**node.properties, "label": node.label, "name": node.id})
    for edge in graph.edges():
        result.add_edge(edge.start_key, edge.end_key, key=edge.type, **edge.properties)
    return result


def to_igraph(graph: Subgraph) -> igraph.Graph:
    """Return a directed igraph graph; ``name`` is ``LABEL:ID``, edges carry ``type``."""
    import igraph  # noqa: PLC0415 (slow to import)

    nodes, edges = list(graph.nodes()), list(graph.edges())
    place = {node.key: number for number, node in enumerate(nodes)}
    result = igraph.Graph(directed=True)
    result.add_vertices(len(nodes), _columns([_named(node) for node in nodes]))
    ends = [(place[edge.start_key], place[edge.end_key]) for edge in edges]
    result.add_edges(ends, _columns([{**e.properties, "type": e.type} for e in edges]))
    return result


def read_igraph(store: GraphStore) -> igraph.Graph:
    """Return all links of a store, without their properties, as a directed igraph graph.

    Vertices and edges are named as by `to_igraph`, but made in columns: a million links take
    seconds. Accounts without any identifier are left out.
    """
    import igraph  # noqa: PLC0415 (slow to import)

    links = store.links()
    labels = {kind.name: kind.label for kind in store.kinds.values()}
    types = {kind.name: kind.relationship for kind in store.kinds.values()}
    accounts = links["account"].unique().sort().to_frame("id")
    things = links.select("kind", "value").unique().sort("kind", "value")
    places = things.with_row_index("end", offset=accounts.height)
    ends = links.join(places, on=["kind", "value"], how="left", maintain_order="left")["end"]
    starts = links["account"].rank("dense").cast(pl.Int64) - 1
    vertices = pl.concat(
        [
            accounts.select(pl.lit("Account").alias("label"), "id"),
            things.select(_renamed("kind", labels).alias("label"), pl.col("value").alias("id")),
        ]
    ).with_columns(pl.concat_str("label", "id", separator=":").alias("name"))
    return igraph.Graph(
        vertices.height,
        zip(starts.to_list(), ends.to_list(), strict=True),
        directed=True,
        vertex_attrs=vertices.to_dict(as_series=False),
        edge_attrs={"type": links.select(_renamed("kind", types)).to_series().to_list()},
    )


def _renamed(column: str, names: Mapping[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(names, return_dtype=pl.String)


def to_py2neo(graph: Subgraph) -> Any:
    """Return a py2neo ``Subgraph``, ready for ``graph.merge``; needs ``linkage[py2neo]``.

    Nodes have ``id`` as their primary key, so ``merge`` finds those that the server has.
    """
    py2neo = _py2neo()
    nodes: dict[str, Any] = {}
    for node in graph.nodes():
        made = py2neo.Node(node.label, **_zoned(node.properties), id=node.id)
        made.__primarylabel__, made.__primarykey__ = node.label, "id"
        nodes[node.key] = made
    links = [
        py2neo.Relationship(
            nodes[edge.start_key], edge.type, nodes[edge.end_key], **_zoned(edge.properties)
        )
        for edge in graph.edges()
    ]
    return py2neo.Subgraph(list(nodes.values()), links)


def from_py2neo(subgraph: Any) -> Subgraph:
    """Return a py2neo ``Subgraph`` (as ``graph.run(…).to_subgraph()`` gives it) as our own.

    Lists (``hours``) are left out, as in every export. py2neo sometimes reads one node as two
    objects, of which one may lack its properties: the fuller one counts.
    """
    read: dict[str, Node] = {}
    for node in map(_read_node, subgraph.nodes):
        if node.key not in read or len(node.properties) > len(read[node.key].properties):
            read[node.key] = node
    nodes = [read[key] for key in sorted(read)]
    edges = sorted(
        (
            Edge(
                type(link).__name__,
                _ends(link.start_node),
                _ends(link.end_node),
                _scalars(dict(link)),
            )
            for link in subgraph.relationships
        ),
        key=lambda edge: (edge.type, edge.end, edge.start),
    )
    return Subgraph(nodes=lambda: iter(nodes), edges=lambda: iter(edges))


def _zoned(properties: Mapping[str, Value]) -> dict[str, Any]:
    """Return properties whose times carry a zone that py2neo can write: only pytz's."""
    utc = import_module("pytz").utc
    return {
        name: value.astimezone(utc) if isinstance(value, datetime) else value
        for name, value in properties.items()
    }


def _py2neo() -> Any:
    try:
        import py2neo  # noqa: PLC0415 (optional)
    except ModuleNotFoundError as error:
        raise _missing("py2neo", "linkage[py2neo]") from error
    return py2neo


def _missing(name: str, package: str) -> UsageError:
    return UsageError(f"{name} is not installed", hint=f"pip install '{package}'")


def _named(node: Node) -> dict[str, Value]:
    return {**node.properties, "label": node.label, "id": node.id, "name": node.key}


def _columns(rows: list[dict[str, Value]]) -> dict[str, list[Value]]:
    names = sorted({name for row in rows for name in row})
    return {name: [row.get(name) for row in rows] for name in names}


def _read_node(node: Any) -> Node:
    label, key = _ends(node)
    return Node(label, key, {k: v for k, v in _scalars(dict(node)).items() if k != "id"})


def _ends(node: Any) -> tuple[str, str]:
    return min(node.labels), str(node["id"])


def _scalars(properties: Mapping[str, Any]) -> dict[str, Value]:
    return dict(_each_scalar(properties))


def _each_scalar(properties: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    for name in sorted(properties):
        value = properties[name]
        if hasattr(value, "to_native"):
            value = value.to_native()
        if not isinstance(value, list):
            yield name, value
