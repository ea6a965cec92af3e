"""CSV: one row a relationship."""

from __future__ import annotations

from typing import IO

from linkage.exports.spreadsheet import write_csv
from linkage.exports.subgraph import Subgraph

_FIXED = ("source_label", "source", "relationship", "target_label", "target")


def write_edge_list(graph: Subgraph, stream: IO[bytes]) -> None:
    """Write the relationships with both ends and every property that any of them has."""
    names = sorted({name for edge in graph.edges() for name in edge.properties})
    rows = (
        (*edge.start, edge.type, *edge.end, *(edge.properties.get(name) for name in names))
        for edge in graph.edges()
    )
    write_csv((*_FIXED, *names), rows, stream)
