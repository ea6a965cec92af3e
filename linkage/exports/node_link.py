"""Node-link JSON, as ``networkx.node_link_graph(data, edges="links")`` and D3 read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from linkage.exports.subgraph import Subgraph, plain


def write_node_link(graph: Subgraph, stream: IO[bytes]) -> None:
    """Write one JSON object with ``nodes`` and ``links``, in ASCII."""
    stream.write(b'{"directed": true, "multigraph": true, "graph": {}, "nodes": [')
    _items(stream, _nodes(graph))
    stream.write(b'], "links": [')
    _items(stream, _links(graph))
    stream.write(b"]}\n")


def _nodes(graph: Subgraph) -> Iterator[dict[str, Any]]:
    for node in graph.nodes():
        properties = {name: plain(value) for name, value in sorted(node.properties.items())}
        yield {**properties, "id": node.key, "label": node.label, "name": node.id}


def _links(graph: Subgraph) -> Iterator[dict[str, Any]]:
    for edge in graph.edges():
        properties = {name: plain(value) for name, value in sorted(edge.properties.items())}
        yield {
            **properties,
            "source": edge.start_key,
            "target": edge.end_key,
            "key": edge.type,
        }


def _items(stream: IO[bytes], items: Iterator[dict[str, Any]]) -> None:
    for position, item in enumerate(items):
        stream.write((",\n" if position else "\n").encode() + json.dumps(item).encode("ascii"))
