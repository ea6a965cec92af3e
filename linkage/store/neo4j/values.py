"""Values of the server as plain data, in the same form as the embedded engine gives them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import neo4j.spatial
import neo4j.time
from neo4j.graph import Node, Path, Relationship


def plain(value: Any) -> Any:
    """Return aware UTC times, nodes (``_label``), relationships (``_type``) and paths as dicts."""
    if isinstance(value, bool | int | float | str) or value is None:
        return value
    if isinstance(value, neo4j.time.DateTime):
        return _time(value.to_native())
    if isinstance(value, datetime):
        return _time(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Node | Relationship | Path):
        return _entity(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, neo4j.time.Date | neo4j.time.Time):
        return value.iso_format()
    if isinstance(value, neo4j.time.Duration):
        return value.iso_format()
    if isinstance(value, neo4j.spatial.Point):
        return {"srid": value.srid, "coordinates": list(value)}
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
