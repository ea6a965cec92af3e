"""Discovery: from sightings to rings. Pure: columns in, columns and dataclasses out.

tokens -> corroboration (bits) -> pairs -> clusters -> scoring (seeds) -> growth -> rings ->
campaigns -> membership -> findings, one module a step.

``discover`` is imported when it is first used: explanations need a few rules of this package, and
not the clustering library behind it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkage.discovery.run import discover as discover

__all__ = ["discover"]


def __getattr__(name: str) -> Any:
    if name != "discover":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("linkage.discovery.run").discover
