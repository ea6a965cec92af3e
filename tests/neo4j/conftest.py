"""Fixtures of the Neo4j tests."""

from tests.neo4j.fixtures import neo4j_store, open_neo4j_store

__all__ = ["neo4j_store", "open_neo4j_store"]
