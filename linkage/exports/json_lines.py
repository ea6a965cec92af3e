"""JSON lines: all nodes, then all relationships, one a line, written as they come."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from linkage.exports.subgraph import Subgraph, Value, plain


def write_json_lines(graph: Subgraph, stream: IO[bytes]) -> None:
    """Write the graph; two equal graphs give equal bytes, so that ``cmp`` compares them."""
    for node in graph.nodes():
        _line(stream, {"node": node.label, "id": node.id, **_properties(node.properties)})
    for edge in graph.edges():
        ends = {"start": edge.start_key, "end": edge.end_key}
        _line(stream, {"relationship": edge.type, **ends, **_properties(edge.properties)})


def _properties(given: Mapping[str, Value]) -> dict[str, Any]:
    return {"properties": {name: plain(given[name]) for name in sorted(given)}}


def _line(stream: IO[bytes], record: Mapping[str, Any]) -> None:
    stream.write(json.dumps(record, separators=(",", ":")).encode("ascii") + b"\n")
