"""Find rings of linked accounts, and explain each.

>>> import linkage
>>> config = linkage.load_config(workspace=folder)           # doctest: +SKIP
>>> linkage.ingest(["world/"], config)                        # doctest: +SKIP
>>> findings = linkage.discover(config)                       # doctest: +SKIP

Names are imported when they are first used, so that ``import linkage`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkage.config import Config as Config
    from linkage.config import load_config as load_config
    from linkage.errors import LinkageError as LinkageError
    from linkage.kinds import IdentifierKind as IdentifierKind
    from linkage.kinds import KindTable as KindTable
    from linkage.pipeline import LoadReport as LoadReport
    from linkage.pipeline import discover as discover
    from linkage.pipeline import ingest as ingest
    from linkage.records import Findings as Findings
    from linkage.records import Ring as Ring
    from linkage.store import GraphStore as GraphStore
    from linkage.store import open_store as open_store
    from linkage.store.queries import load_query as load_query

_HOME = {
    "Config": "linkage.config",
    "Findings": "linkage.records",
    "GraphStore": "linkage.store",
    "IdentifierKind": "linkage.kinds",
    "KindTable": "linkage.kinds",
    "LinkageError": "linkage.errors",
    "LoadReport": "linkage.pipeline",
    "Ring": "linkage.records",
    "discover": "linkage.pipeline",
    "ingest": "linkage.pipeline",
    "load_config": "linkage.config",
    "load_query": "linkage.store.queries",
    "open_store": "linkage.store",
}

__all__ = [
    "Config",
    "Findings",
    "GraphStore",
    "IdentifierKind",
    "KindTable",
    "LinkageError",
    "LoadReport",
    "Ring",
    "discover",
    "ingest",
    "load_config",
    "load_query",
    "open_store",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
