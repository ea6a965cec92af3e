"""Graph stores: one protocol, two engines behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import polars as pl

from linkage.config import Config
from linkage.errors import StoreUnavailableError
from linkage.kinds import KindTable
from linkage.records import Delta, Findings, LoadMark
from linkage.store.queries import Query

Row = Mapping[str, Any]
"""One row of an answer: column name to value (None, bool, number, str, datetime, list, dict)."""


class GraphStore(Protocol):
    """A property graph that holds what was loaded and what discovery found.

    Every method raises `StoreError` (with engine and address) or `QueryError` (with the query's
    name, text and engine).
    """

    dialect: str
    """``embedded`` or ``neo4j``: which override of a query file is used."""

    @property
    def kinds(self) -> KindTable:
        """The kinds in force: the configuration's, and those remembered from declared loads."""
        ...

    def read(self, query: Query, **parameters: object) -> Iterator[Row]:
        """Run a query file and stream its rows; parameters are checked and filled in."""
        ...

    def cypher(
        self, text: str, parameters: Mapping[str, object] | None = None, *, timeout: float = 60.0
    ) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Run an analyst's own read-only Cypher: its columns and a stream of rows.

        Nodes and relationships come as dicts. Writing raises `QueryError`.
        """
        ...

    def sightings(self) -> pl.DataFrame:
        """Return all sightings (records.SIGHTINGS), sorted by account, kind and value."""
        ...

    def links(self) -> pl.DataFrame:
        """Return account, kind and value of all sightings (records.LINKS), in the same order.

        Several times as fast as `sightings` where a server is asked.
        """
        ...

    def accounts(self) -> pl.DataFrame:
        """Return all accounts (records.ACCOUNTS), sorted."""
        ...

    def attributes(self, kind: str | None = None) -> pl.DataFrame:
        """Return the properties of identifiers (records.ATTRIBUTES), of one kind or all, sorted."""
        ...

    def pending(self) -> pl.DataFrame:
        """Return the sightings that do not count yet (records.PENDING), sorted."""
        ...

    def size(self) -> tuple[int, int]:
        """Return the numbers of accounts and of sightings."""
        ...

    def loads(self) -> tuple[LoadMark, ...]:
        """Return the marks of all committed loads, oldest first."""
        ...

    def events(self) -> pl.Series:
        """Return the sorted 64-bit hashes of all event ids counted so far."""
        ...

    def members(self) -> pl.DataFrame:
        """Return the members of the last run's rings (records.MEMBERS), empty before one."""
        ...

    def weights(self) -> pl.DataFrame:
        """Return the last run's weights of identifiers (records.WEIGHTS), empty before one."""
        ...

    def reviews(self) -> pl.DataFrame:
        """Return what reviewers decided (reviews.REVIEWS), sorted by ring."""
        ...

    def add_reviews(self, rows: pl.DataFrame) -> None:
        """Add reviews (reviews.REVIEWS), all or none; of one ring the later review counts."""
        ...

    def apply(self, change: Delta | Findings) -> None:
        """Add a delta or replace the findings; all or nothing; a known load mark adds nothing."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def open_store(config: Config, *, read_only: bool = False) -> GraphStore:
    """Open the store that the configuration names: Neo4j where it has an address, else embedded.

    Raises `NotFoundError` for reading a workspace that was never written, `StoreBusyError` while
    another process writes, `StoreUnavailableError` where the Neo4j driver is not installed.
    """
    if config.graph.uri:
        try:
            from linkage.store.neo4j import open_neo4j  # noqa: PLC0415 (an optional extra)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] != "neo4j":
                raise
            raise StoreUnavailableError(
                f"{config.graph.uri} needs the Neo4j driver, which is not installed",
                hint="pip install 'linkage[neo4j]'",
            ) from error
        return open_neo4j(config, read_only=read_only)
    from linkage.store.embedded import EmbeddedStore  # noqa: PLC0415 (slow to import)

    return EmbeddedStore(
        config.workspace,
        config.kinds,
        read_only=read_only,
        memory=config.graph.memory,
        timeout=config.graph.timeout,
    )
