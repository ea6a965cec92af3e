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
    from linkage.exports.bridges import from_py2neo as from_py2neo
    from linkage.exports.bridges import read_igraph as read_igraph
    from linkage.exports.bridges import to_igraph as to_igraph
    from linkage.exports.bridges import to_networkx as to_networkx
    from linkage.exports.bridges import to_py2neo as to_py2neo
    from linkage.exports.stored import stored_graph as stored_graph
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
    "from_py2neo": "linkage.exports.bridges",
    "ingest": "linkage.pipeline",
    "load_config": "linkage.config",
    "load_query": "linkage.store.queries",
    "open_store": "linkage.store",
    "read_igraph": "linkage.exports.bridges",
    "stored_graph": "linkage.exports.stored",
    "to_igraph": "linkage.exports.bridges",
    "to_networkx": "linkage.exports.bridges",
    "to_py2neo": "linkage.exports.bridges",
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
    "from_py2neo",
    "ingest",
    "load_config",
    "load_query",
    "open_store",
    "read_igraph",
    "stored_graph",
    "to_igraph",
    "to_networkx",
    "to_py2neo",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
