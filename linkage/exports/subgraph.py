"""A part of the graph, or all of it, as every export format takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

Value = bool | int | float | str | datetime | None


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its label, its key and its properties (without those that are null)."""

    label: str
    id: str
    properties: Mapping[str, Value]

    @property
    def key(self) -> str:
        """Name that is unique over all labels."""
        return f"{self.label}:{self.id}"


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship between two nodes, named by their labels and ids."""

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    properties: Mapping[str, Value]

    @property
    def start_key(self) -> str:
        """Key of the node that it leaves."""
        return f"{self.start[0]}:{self.start[1]}"

    @property
    def end_key(self) -> str:
        """Key of the node that it enters."""
        return f"{self.end[0]}:{self.end[1]}"


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes and relationships, in a fixed order, to be gone through as often as needed."""

    nodes: Callable[[], Iterator[Node]]
    edges: Callable[[], Iterator[Edge]]


def plain(value: Value) -> bool | int | float | str | None:
    """Return a property in JSON's types: times in ISO 8601, UTC, ending in Z."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value
