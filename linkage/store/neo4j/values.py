"""Values of the server as plain data, in the same form as the embedded engine gives them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import neo4j.spatial
import neo4j.time
from neo4j.graph import Node, Path, Relationship


def plain(value: Any) -> Any:
    """Return aware UTC times, nodes (``_label``), relationships (``_type``) and paths as dicts."""
    for types, convert in _CONVERSIONS:
        if isinstance(value, types):
            return convert(value)
    return value


def _time(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _entity(value: Node | Relationship | Path) -> dict[str, Any]:
    if isinstance(value, Path):
        return {
            "_nodes": [_entity(node) for node in value.nodes],
            "_rels": [_entity(relationship) for relationship in value.relationships],
        }
    properties = {key: plain(item) for key, item in sorted(value.items())}
    if isinstance(value, Node):
        return {"_label": min(value.labels, default=""), **properties}
    return {"_type": value.type, **properties}


def _point(value: neo4j.spatial.Point) -> dict[str, Any]:
    return {"srid": value.srid, "coordinates": list(value)}


_CONVERSIONS: tuple[tuple[tuple[type, ...], Callable[[Any], Any]], ...] = (
    ((str, bool, int, float), lambda value: value),
    ((neo4j.time.DateTime,), lambda value: _time(value.to_native())),
    ((list,), lambda value: [plain(item) for item in value]),
    ((Node, Relationship, Path), _entity),
    ((dict,), lambda value: {key: plain(item) for key, item in value.items()}),
    ((neo4j.time.Date, neo4j.time.Time, neo4j.time.Duration), lambda value: value.iso_format()),
    ((neo4j.spatial.Point,), _point),
)
"""What becomes of values, by type; the first that fits, the commonest first."""
