"""The server's statements: query files of ``cypher/server``, filled from the table of kinds."""

from __future__ import annotations

from functools import cache

from linkage.store.queries import load_query


@cache
def statement(name: str, /, **names: str) -> str:
    """Return the text of ``cypher/server/NAME`` with its placeholders filled."""
    return load_query(f"server/{name}", "neo4j").filled(**names)
