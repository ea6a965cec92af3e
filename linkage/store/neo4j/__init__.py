"""The Neo4j backend; needs the extra ``linkage[neo4j]``."""

from __future__ import annotations

import os
from pathlib import Path

from linkage.config import Config
from linkage.errors import ConfigError
from linkage.store.neo4j.client import Address
from linkage.store.neo4j.store import Neo4jStore

__all__ = ["Address", "Neo4jStore", "address_of", "open_neo4j"]


def open_neo4j(config: Config, *, read_only: bool = False) -> Neo4jStore:
    """Open the server that the configuration names.

    Raises `StoreUnavailableError` for a server that is absent, refuses, or is too old.
    """
    return Neo4jStore(
        address_of(config), config.kinds, read_only=read_only, timeout=config.graph.timeout
    )


def address_of(config: Config) -> Address:
    """Return where the server is and who asks; the environment overrides the configuration."""
    graph = config.graph
    password = os.environ.get("LINKAGE_NEO4J_PASSWORD", "")
    if not password and graph.password_file:
        path = Path(graph.password_file).expanduser()
        try:
            password = path.read_text("utf-8").strip()
        except OSError as error:
            raise ConfigError(
                f"graph.password_file {path} cannot be read: {error.strerror}"
            ) from error
    user = os.environ.get("LINKAGE_NEO4J_USER", graph.user)
    return Address(graph.uri, graph.database, user, password)
