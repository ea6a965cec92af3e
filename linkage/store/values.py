"""The embedded engine's values as plain data, the same shapes that Neo4j's become."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

_HIDDEN = ("_ID", "_SRC", "_DST", "_LABEL", "_id", "_src", "_dst", "_label")


def plain(value: Any) -> Any:
    """Return an engine's value as plain data: aware times, whole numbers, nodes as dicts."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return _entity(value)
    return value


def _entity(value: dict[str, Any]) -> dict[str, Any]:
    """Return a node (``_label``), a relationship (``_type``), a path or a map.

    Properties without a value are left out, since they belong to other tables of the pattern.
    """
    label = value.get("_LABEL", value.get("_label"))
    if label is None:
        names = {"_NODES": "_nodes", "_RELS": "_rels"}
        return {names.get(key, key): plain(item) for key, item in value.items()}
    role = "_type" if "_SRC" in value or "_src" in value else "_label"
    properties = {k: plain(v) for k, v in value.items() if k not in _HIDDEN and v is not None}
    return {role: label, **properties}
