"""The team's store: a Neo4j server that holds everything."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from functools import partial
from typing import Any

import polars as pl
from neo4j.exceptions import DriverError, Neo4jError

from linkage.errors import StoreError
from linkage.kinds import KindTable
from linkage.records import Delta, Findings, LoadMark
from linkage.reviews import merge_reviews
from linkage.store.neo4j import reading
from linkage.store.neo4j.client import CONNECTIONS, PATIENCE, Address, Client, run
from linkage.store.neo4j.failures import query_failure
from linkage.store.neo4j.gds import Floats, Longs, Numbers, gds_version, server_communities
from linkage.store.neo4j.queue import Queue
from linkage.store.neo4j.schema import KnownKinds, ensure_constraints, known_kinds
from linkage.store.neo4j.staging import (
    delta_parts,
    discard,
    event_segments,
    findings_parts,
    queue_delta,
    queue_findings,
    stage,
)
from linkage.store.neo4j.statements import statement
from linkage.store.neo4j.values import plain
from linkage.store.queries import Query
from linkage.store.reviews import review_rows


class Neo4jStore:
    """A property graph on a Neo4j server (implements `GraphStore`).

    Several processes may load, discover and read at once. ``timeout`` (seconds) stops questions;
    ``patience`` (seconds) is how long a transaction is tried again while the server is away.
    """

    dialect = "neo4j"

    def __init__(
        self,
        address: Address,
        kinds: KindTable,
        *,
        read_only: bool = False,
        timeout: float = 60.0,
        patience: float = PATIENCE,
    ) -> None:
        self._client = Client(address, patience=patience)
        self._configured = kinds
        self._writable = not read_only
        self._timeout = timeout
        self._constraints: set[str] = set()
        self._segments: set[str] | None = None
        self._queue = Queue(self._client, self._prepared_kinds)
        try:
            self.version = self._client.check()
            self._known = known_kinds(self._client, kinds)
        except BaseException:
            self._client.close()
            raise

    @property
    def kinds(self) -> KindTable:
        """The kinds in force: the configuration's, and those remembered from declared loads."""
        return self._known.kinds

    def read(self, query: Query, **parameters: object) -> Iterator[Mapping[str, Any]]:
        """Run a query file and stream its rows."""
        arguments = query.arguments(parameters, self.kinds)
        names, rows = self._ask(query.text, arguments, self._timeout, f"query {query.name}")
        return (dict(zip(names, row, strict=True)) for row in rows)

    def cypher(
        self, text: str, parameters: Mapping[str, object] | None = None, *, timeout: float = 60.0
    ) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Run an analyst's own read-only Cypher: its columns and a stream of rows."""
        return self._ask(text, dict(parameters or {}), timeout, "the query")

    def sightings(self) -> pl.DataFrame:
        """Return all sightings, sorted by account, kind and value.

        A store opened for writing first finishes what writers that died have left in the queue.
        """
        self._finish_queued()
        return reading.read_sightings(self._client, self._refreshed_kinds())

    def links(self) -> pl.DataFrame:
        """Return account, kind and value of all sightings, sorted."""
        self._finish_queued()
        return reading.read_links(self._client, self._refreshed_kinds())

    def accounts(self) -> pl.DataFrame:
        """Return all accounts, sorted."""
        return reading.read_accounts(self._client)

    def attributes(self, kind: str | None = None) -> pl.DataFrame:
        """Return the properties of identifiers, of one kind or all, sorted."""
        return reading.read_attributes(self._client, self._refreshed_kinds(), kind)

    def pending(self) -> pl.DataFrame:
        """Return the sightings that do not count yet, sorted."""
        return reading.read_pending(self._client)

    def size(self) -> tuple[int, int]:
        """Return the numbers of accounts and of sightings."""
        ((accounts,),) = self._client.rows(statement("count_all_accounts"), "counting")
        sightings = 0
        for kind in self._refreshed_kinds().kinds.values():
            text = statement("count_sightings", relationship=kind.relationship)
            sightings += self._client.rows(text, "counting")[0][0]
        return accounts, sightings

    def loads(self) -> tuple[LoadMark, ...]:
        """Return the marks of all committed loads, oldest first; finishes queued ones first."""
        self._finish_queued()
        return reading.read_loads(self._client)

    def events(self) -> pl.Series:
        """Return the sorted 64-bit hashes of all event ids counted so far."""
        events, self._segments = reading.read_events(self._client)
        return events

    def members(self) -> pl.DataFrame:
        """Return the members of the last run's rings, empty before one."""
        return reading.read_members(self._client)

    def weights(self) -> pl.DataFrame:
        """Return the last run's weights of identifiers, empty before one."""
        return reading.read_weights(self._client, self._refreshed_kinds())

    def reviews(self) -> pl.DataFrame:
        """Return what reviewers decided, sorted by ring."""
        return reading.read_reviews(self._client)

    def add_reviews(self, rows: pl.DataFrame) -> None:
        """Add reviews in one transaction; of one ring the later review counts."""
        self._refuse_reader()
        self._prepared_kinds()
        given = review_rows(merge_reviews([rows]))
        text = statement("set_reviews")
        self._client.write(lambda tx: run(tx, text, rows=given), "writing reviews")

    def apply(self, change: Delta | Findings) -> None:
        """Add a delta or replace the findings; a known load mark adds nothing.

        The change is written down in the graph first; if this process or the server dies before
        it is applied, whoever writes next finishes it.
        """
        self._refuse_reader()
        self._prepared_kinds()
        if isinstance(change, Delta):
            self._add(change)
        else:
            self._record(change)

    def communities(self) -> Callable[[Numbers, Numbers, Floats, int, int, float], Longs]:
        """Return what finds communities in the server, by Graph Data Science.

        Called with first, second, weight (pairs,), size, seed, resolution. Raises `UsageError`
        where the plug-in is not installed.
        """
        gds_version(self._client)
        return partial(server_communities, self._client)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def _refuse_reader(self) -> None:
        if not self._writable:
            raise StoreError(f"{self._client.address.uri} was opened for reading only")

    def _add(self, delta: Delta) -> None:
        kinds = self.kinds.with_declared(delta.declared)
        named = pl.concat([delta.sightings["kind"], delta.attributes["kind"]]).unique()
        if unknown := sorted(set(named) - set(kinds)):
            raise StoreError(f"the delta has undeclared identifier kinds: {', '.join(unknown)}")
        pending = self._pending(delta)
        if pending is not None:
            for name in pending:
                self._queue.finish(name)
            return
        name = stage(self._client, "delta", delta_parts(delta, kinds), delta.events)
        try:
            queued = queue_delta(self._client, name, delta, kinds, self._segments)
        except StoreError:
            discard(self._client, name)
            raise
        if queued:
            if self._segments is not None:
                self._segments.update(event_segments(name, delta.events))
            self._queue.finish(name)
        else:
            discard(self._client, name)
            self._add(delta)

    def _pending(self, delta: Delta) -> list[str] | None:
        """Return the changes that hold a delta's known loads; None where none is known."""
        digests = [mark.digest for mark in delta.marks]
        rows = self._client.rows(statement("known_marks"), "reading loads", digests=digests)
        if not rows:
            return None
        if {row[0] for row in rows} != set(digests):
            raise StoreError("a delta mixes loads that are there already with new ones")
        return sorted({row[1] for row in rows})

    def _record(self, findings: Findings) -> None:
        parts = findings_parts(findings, self.kinds)
        accounts = findings.members["account"].unique().sort().to_list()
        known: int = 0
        for at in range(0, len(accounts), reading.NODES):
            ids = accounts[at : at + reading.NODES]
            ((found,),) = self._client.rows(statement("count_accounts"), "checking", ids=ids)
            known += found
        rings = [ring.id for ring in findings.rings]
        homeless = findings.members.filter(~pl.col("ring").is_in(rings)).height
        if known < len(accounts) or homeless:
            raise StoreError(
                f"the findings do not fit the graph: {len(accounts) - known} members are not "
                f"accounts, {homeless} belong to no ring"
            )
        name = stage(self._client, "findings", parts, None)
        queue_findings(self._client, name)
        self._queue.finish(name)

    def _finish_queued(self) -> None:
        if self._writable:
            self._queue.finish_queued()

    def _refreshed_kinds(self) -> KnownKinds:
        self._known = known_kinds(self._client, self._configured)
        return self._known

    def _prepared_kinds(self) -> KindTable:
        """Return the kinds in force after creating what constraints are missing."""
        kinds = self._refreshed_kinds().kinds
        first = not self._constraints
        ensure_constraints(self._client, kinds, self._constraints)
        if first:
            self._client.schema(statement("batches_index"), "creating indexes")
            text = statement("add_writers")
            self._client.write(lambda tx: run(tx, text, places=CONNECTIONS), "preparing the graph")
        return kinds

    def _ask(
        self, text: str, parameters: dict[str, object], timeout: float, what: str
    ) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Start a question; its first row is fetched at once, so that errors come early."""
        answer = self._answer(text, parameters, timeout, what)
        names = next(answer)
        return list(names), answer

    def _answer(
        self, text: str, parameters: dict[str, object], timeout: float, what: str
    ) -> Generator[tuple[Any, ...], None, None]:
        """Yield the columns, then the rows."""
        address = self._client.address
        try:
            with self._client.stream(text, parameters, timeout) as result:
                result.peek()
                yield tuple(result.keys())
                for record in result:
                    yield tuple(plain(value) for value in record.values())
        except (Neo4jError, DriverError, OSError) as error:
            raise query_failure(error, address.uri, address.database, what, text) from error
