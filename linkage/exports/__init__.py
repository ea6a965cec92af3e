"""Handing a graph over: the table of formats, one file each.

Every format writes the same bytes for the same graph.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from linkage.errors import UsageError, did_you_mean
from linkage.exports.edge_list import write_edge_list
from linkage.exports.graphml import write_graphml
from linkage.exports.json_lines import write_json_lines
from linkage.exports.node_link import write_node_link
from linkage.exports.subgraph import Subgraph

Writer = Callable[[Subgraph, IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the usual ending of its files, and what reads it."""

    name: str
    ending: str
    write: Writer
    meaning: str


FORMATS: Mapping[str, Format] = {
    entry.name: entry
    for entry in (
        Format("graphml", ".graphml", write_graphml, "GraphML for Gephi, yEd, NetworkX, igraph"),
        Format("json", ".json", write_node_link, "node-link JSON for D3 and NetworkX"),
        Format("jsonl", ".jsonl", write_json_lines, "one node or relationship a line, streamed"),
        Format("csv", ".csv", write_edge_list, "one row a link, for spreadsheets"),
    )
}


FOLDER_FORMATS: Mapping[str, str] = {
    "neo4j-admin": "CSV files and the command that imports them into an empty Neo4j",
}
"""Formats of the whole graph that fill a folder, with their meanings; each writer is a module."""


def get_format(name: str) -> Format:
    """Return the format of this name; raise `UsageError` with the nearest one."""
    if name not in FORMATS:
        known = [*FORMATS, *FOLDER_FORMATS]
        raise UsageError(f'there is no export format "{name}".{did_you_mean(name, known)}')
    return FORMATS[name]
