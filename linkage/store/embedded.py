"""The embedded engine: a ladybug graph file, built fresh from the ledger.

The ledger is the truth and the graph file an index on it. A file is built beside the old one,
checked, and put in place by a rename; its name says the generation that it was built from, so a
kill between the two is seen and healed by whoever opens the workspace next. Nothing is updated in
place: the engine aborts on duplicate keys, and a COPY cannot be rolled back safely.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import ladybug
import polars as pl

from linkage.errors import (
    NotFoundError,
    QueryError,
    StoreBusyError,
    StoreError,
    StoreUnavailableError,
)
from linkage.kinds import KindTable
from linkage.records import LINKS, Delta, Findings, LoadMark
from linkage.store.building import FORMAT, build_graph
from linkage.store.guard import refuse_unsafe
from linkage.store.ledger import Ledger
from linkage.store.lock import WriterLock
from linkage.store.manifest import FILE_NAME, disk_errors, sync_folder
from linkage.store.queries import Query, load_query
from linkage.store.values import plain

_LITTLE = 4 * 1024 * 1024
"""Bytes left below which a failed build is put down to a full disk."""
_FULL_BUFFER = "Buffer manager exception"
_MORE_MEMORY = "raise graph.memory in linkage.toml, or ask for less at once"


class EmbeddedStore:
    """The graph of a workspace folder, without any server (implements `GraphStore`).

    A writer holds the workspace's lock until `close`; the graph file is brought up to date by
    the first query after a change, or by `close`. ``memory`` is the engine's buffer in megabytes.
    """

    dialect = "embedded"

    def __init__(
        self,
        workspace: Path,
        kinds: KindTable,
        *,
        read_only: bool = False,
        memory: int = 2048,
        timeout: float = 60.0,
    ) -> None:
        self._workspace = workspace
        self._graphs = workspace / "graph"
        self._memory = memory * 1024 * 1024
        self._timeout = timeout
        self._lock = WriterLock(workspace)
        self._writable = not read_only
        self._database: Any = None
        self._opened: Path | None = None
        folder = workspace / "ledger"
        with disk_errors(workspace):
            written = (folder / FILE_NAME).exists()
        if read_only and not written:
            raise NotFoundError(
                f"there is no workspace in {workspace}",
                hint="load something first: linkage load FILE",
            )
        if not read_only:
            with disk_errors(workspace):
                for place in (workspace, folder, self._graphs):
                    place.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._lock.acquire()
        try:
            self._ledger = Ledger(folder, kinds)
            if not read_only:
                self._ledger.clean()
        except BaseException:
            self._lock.release()
            raise

    @property
    def kinds(self) -> KindTable:
        """The kinds in force: the configuration's, and those remembered from declared loads."""
        return self._ledger.kinds

    def read(self, query: Query, **parameters: object) -> Iterator[Mapping[str, Any]]:
        """Run a query file and stream its rows."""
        arguments = query.arguments(parameters, self.kinds)
        result = self._execute(query.text, arguments, self._timeout, f"query {query.name}")
        columns = result.get_column_names()
        return (dict(zip(columns, row, strict=True)) for row in _rows(result))

    def cypher(
        self, text: str, parameters: Mapping[str, object] | None = None, *, timeout: float = 60.0
    ) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Run an analyst's own read-only Cypher: its columns and a stream of rows."""
        refuse_unsafe(text)
        result = self._execute(text, dict(parameters or {}), timeout, "the query")
        if isinstance(result, list):
            raise QueryError("only one statement at a time can be run")
        return list(result.get_column_names()), _rows(result)

    def sightings(self) -> pl.DataFrame:
        """Return all sightings, sorted by account, kind and value."""
        return self._ledger.sightings()

    def links(self) -> pl.DataFrame:
        """Return account, kind and value of all sightings, sorted."""
        return self._ledger.sightings().select(LINKS.names())

    def accounts(self) -> pl.DataFrame:
        """Return all accounts, sorted."""
        return self._ledger.accounts()

    def attributes(self, kind: str | None = None) -> pl.DataFrame:
        """Return the properties of identifiers, of one kind or all, sorted."""
        found = self._ledger.attributes()
        return found if kind is None else found.filter(pl.col("kind") == kind)

    def pending(self) -> pl.DataFrame:
        """Return the sightings that do not count yet, sorted."""
        return self._ledger.pending()

    def size(self) -> tuple[int, int]:
        """Return the numbers of accounts and of sightings."""
        tables = self._ledger.manifest.tables
        rows = {name: table.rows for name, table in tables.items()}
        sightings = sum(n for name, n in rows.items() if name.startswith("sightings/"))
        return rows.get("accounts", 0), sightings

    def loads(self) -> tuple[LoadMark, ...]:
        """Return the marks of all committed loads, oldest first."""
        return self._ledger.manifest.marks

    def events(self) -> pl.Series:
        """Return the sorted 64-bit hashes of all event ids counted so far."""
        return self._ledger.events()

    def members(self) -> pl.DataFrame:
        """Return the members of the last run's rings, empty before one."""
        return self._ledger.findings("members")

    def weights(self) -> pl.DataFrame:
        """Return the last run's weights of identifiers, empty before one."""
        return self._ledger.weights()

    def reviews(self) -> pl.DataFrame:
        """Return what reviewers decided, sorted by ring."""
        return self._ledger.reviews()

    def add_reviews(self, rows: pl.DataFrame) -> None:
        """Commit reviews to the ledger; the graph does not hold them and need not be built anew."""
        self._refuse_reader()
        built = self._graphs / self._graph_name()
        self._ledger.add_reviews(rows)
        if built.exists():
            with disk_errors(built):
                built.rename(self._graphs / self._graph_name())

    def apply(self, change: Delta | Findings) -> None:
        """Commit a delta or new findings to the ledger; a known load mark adds nothing."""
        self._refuse_reader()
        if isinstance(change, Delta):
            self._ledger.add(change)
        else:
            self._ledger.record(change)

    def close(self) -> None:
        """Bring the graph file up to date if anything was written, and let go of files."""
        try:
            if self._writable and self._lock.held and self._ledger.manifest.generation:
                self.refresh_graph()
        finally:
            self._close_graph()
            self._lock.release()

    def refresh_graph(self) -> int:
        """Build the graph file of this generation if it is not there; needs the writer lock.

        Returns the number of relationships that were loaded, 0 if the file was there.
        """
        wanted = self._graphs / self._graph_name()
        loaded = 0 if wanted.exists() else self._build(wanted)
        for path in self._graphs.iterdir():
            if path != wanted:
                path.unlink(missing_ok=True)
        return loaded

    def _refuse_reader(self) -> None:
        if not self._writable:
            raise StoreError(f"{self._workspace} was opened for reading only")

    def _graph_name(self) -> str:
        """Return the file name for this generation, this layout and these kinds."""
        kinds = repr((FORMAT, ladybug.__version__, list(self.kinds.values())))
        layout = hashlib.sha256(kinds.encode()).hexdigest()[:8]
        return f"graph-{self._ledger.manifest.generation:06d}-{layout}.lbug"

    def _build(self, wanted: Path) -> int:
        """Build a graph file beside the others, put it in place, and count its relationships."""
        fresh = self._graphs / f"building-{os.getpid()}.lbug"
        self._remove_unfinished()
        try:
            # One checkpoint at the end instead of one a table.
            database = ladybug.Database(fresh, buffer_pool_size=self._memory, auto_checkpoint=False)
            try:
                connection = ladybug.Connection(database)
                loaded = build_graph(partial(_run_file, connection), self._ledger)
                connection.execute("CHECKPOINT")
                connection.close()
            finally:
                database.close()
        except RuntimeError as error:
            full = "No space left" in str(error) or shutil.disk_usage(self._graphs).free < _LITTLE
            self._remove_unfinished()
            raise _build_error(self._graphs, error, full=full) from error
        with disk_errors(fresh):
            fresh.chmod(0o600)
            with fresh.open("rb") as file:
                os.fsync(file.fileno())
            fresh.replace(wanted)
        sync_folder(self._graphs)
        return loaded

    def _remove_unfinished(self) -> None:
        """Remove what a failed or killed build left, so that it does not fill the disk."""
        for left in self._graphs.glob("building-*"):
            left.unlink(missing_ok=True)

    def _connection(self) -> Any:
        """Return a connection to an up-to-date graph file, building it if need be."""
        if self._opened is not None and self._opened.name == self._graph_name():
            return ladybug.Connection(self._database)
        self._close_graph()
        path = self._current_graph()
        while True:
            try:
                self._database = ladybug.Database(
                    path, read_only=True, buffer_pool_size=self._memory
                )
            except RuntimeError as error:
                gone, path = path, self._current_graph()
                if path != gone:  # a writer has replaced the file meanwhile
                    continue
                raise StoreError(
                    f"{path} cannot be opened: {error}",
                    hint="it can be deleted: it is built again from the ledger",
                ) from error
            self._opened = path
            return ladybug.Connection(self._database)

    def _current_graph(self) -> Path:
        """Return the graph file to read; a reader behind a writer keeps the graph before."""
        if self._writable:
            self.refresh_graph()
            return self._graphs / self._graph_name()
        wanted = self._graphs / self._graph_name()
        if wanted.exists():
            return wanted
        try:
            self._lock.acquire()
        except StoreBusyError:
            older = sorted(self._graphs.glob("graph-*.lbug"))
            if older:
                return older[-1]
            raise
        try:
            self._ledger.refresh()
            self.refresh_graph()
        finally:
            self._lock.release()
        return self._graphs / self._graph_name()

    def _close_graph(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database, self._opened = None, None

    def _execute(self, text: str, parameters: dict[str, object], timeout: float, what: str) -> Any:
        connection = self._connection()
        connection.set_query_timeout(max(1, int(timeout * 1000)))
        started = time.monotonic()
        try:
            return connection.execute(text, parameters or None)
        except RuntimeError as error:
            if "nterrupted" in str(error) and time.monotonic() - started >= timeout:
                raise QueryError(
                    f"{what} was stopped after {timeout:g} s (embedded engine)",
                    hint="bind one end of the pattern to an id, or raise the time limit",
                ) from error
            raise QueryError(
                f"{what} failed (embedded engine): {error}\n{text}",
                hint=_MORE_MEMORY if _FULL_BUFFER in str(error) else None,
            ) from error


def _run_file(connection: Any, name: str, *, rows: object = None, **names: str) -> Any:
    """Run a query file of schema/ or write/; the first value of its first row."""
    text = load_query(name, EmbeddedStore.dialect).filled(**names)
    result = connection.execute(text, None if rows is None else {"rows": rows})
    first = result[0] if isinstance(result, list) else result
    return first.get_next()[0] if first.has_next() else None


def _build_error(folder: Path, error: RuntimeError, *, full: bool) -> StoreError:
    """Say why no graph was built; the engine reports a full disk by various errors."""
    message = f"the embedded graph in {folder} was not built: {error}"
    if full:
        return StoreUnavailableError(
            f"the disk is full: {message}",
            hint="the ledger is unharmed; free some space and run it again",
        )
    return StoreError(message, hint=_MORE_MEMORY if _FULL_BUFFER in str(error) else None)


def _rows(result: Any) -> Iterator[tuple[Any, ...]]:
    while result.has_next():
        yield tuple(plain(value) for value in result.get_next())
