"""A connection to the server: sessions with a database, a role and retries with a limit."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, LiteralString, TypeVar

import neo4j
from neo4j.exceptions import (
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
)

from linkage.errors import ConfigError, StoreError, StoreUnavailableError
from linkage.store.neo4j.failures import store_failure

OLDEST = (5, 26)
"""Oldest server version that the tests run on; years (2025, 2026) count as newer."""

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")

CONNECTIONS = 3
"""Transactions that one load keeps under way at once. Measured on two cores with 300,000
relationships: 22,600 a second with one, 34,000 with two, 44,600 with three."""

PATIENCE = 180.0
"""Seconds for which a transaction is tried again while the server is away or busy."""

RETRY_PAUSE = 0.5
"""Seconds between two tries, give or take a fifth; growing ones would sleep past a restart."""

_COMMITS = 5
"""Times that a transaction is tried whose commit may or may not have arrived."""

logging.getLogger("neo4j").addHandler(logging.NullHandler())
"""The driver warns of each retry; that reaches only who asked for it."""

T = TypeVar("T")
Work = Callable[[neo4j.ManagedTransaction], T]


@dataclass(frozen=True, slots=True)
class Address:
    """Where the database is and who asks. ``user`` may be empty where nobody is asked."""

    uri: str
    database: str = "neo4j"
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"Address({self.uri!r}, {self.database!r}, {self.user!r})"


class Client:
    """One driver. Every failure is raised as a `LinkageError` that names the address."""

    def __init__(self, address: Address, *, patience: float = PATIENCE) -> None:
        scheme = address.uri.partition("://")[0]
        if scheme not in SCHEMES:
            raise ConfigError(
                f"graph.uri {address.uri!r} cannot be used",
                hint=f"it begins with one of {', '.join(SCHEMES)}, for example bolt://host:7687",
            )
        self.address = address
        self._patience = patience
        self._closing = threading.Event()
        auth = (address.user, address.password) if address.password else None
        try:
            self._driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=auth,
                max_connection_pool_size=CONNECTIONS * 4,
                connection_timeout=15.0,
                user_agent="linkage",
            )
        except (ConfigurationError, ValueError, DriverError) as error:
            raise ConfigError(
                f"graph.uri {address.uri!r} cannot be used: {error}",
                hint="write bolt://host:7687, neo4j://host:7687, or with +s for TLS",
            ) from error

    def check(self) -> str:
        """Connect once, without retries, and return the server's version.

        Raises `StoreUnavailableError` for a server that is absent, refuses, or is too old.
        """
        try:
            # A session of its own: one without notifications fails on servers before 5.7.
            with self._driver.session(
                database=self.address.database, default_access_mode=neo4j.READ_ACCESS
            ) as session:
                result = session.run("CALL dbms.components() YIELD name, versions RETURN *")
                versions = {row["name"]: row["versions"][0] for row in result}
        except (Neo4jError, DriverError, OSError) as error:
            raise self.failure(error, "connecting") from error
        version = str(versions.get("Neo4j Kernel", "0"))
        if _numbers(version) < OLDEST:
            raise StoreUnavailableError(
                f"Neo4j at {self.address.uri} is version {version}, which is too old",
                hint=f"{OLDEST[0]}.{OLDEST[1]} or newer is needed",
            )
        return version

    def write(self, work: Work[T], doing: str) -> T:
        """Run a unit of work in a write transaction; it must bear being run again.

        Transient failures, deadlocks and a server that is away are tried again up to the
        client's patience; a commit whose fate is unknown is tried again too,
        which is safe because a batch that is done finds its mark gone.
        """
        for attempt in range(1, _COMMITS + 1):
            try:
                with self._session(neo4j.WRITE_ACCESS) as session:
                    return session.execute_write(work)
            except IncompleteCommit as error:
                if attempt == _COMMITS:
                    raise self.failure(error, doing) from error
            except (Neo4jError, DriverError, OSError) as error:
                raise self.failure(error, doing) from error
        raise AssertionError("unreachable")

    def read(self, work: Work[T], doing: str) -> T:
        """Run a unit of work in a read transaction, routed as a read, with the same retries."""
        try:
            with self._session(neo4j.READ_ACCESS) as session:
                return session.execute_read(work)
        except (Neo4jError, DriverError, OSError) as error:
            raise self.failure(error, doing) from error

    def rows(self, text: str, doing: str, /, **parameters: object) -> list[list[Any]]:
        """Return the rows of a small read."""
        return self.read(lambda tx: run(tx, text, **parameters), doing)

    @contextmanager
    def stream(self, text: str, parameters: dict[str, object], timeout: float) -> Iterator[Any]:
        """Run a question once, read-only, with the server's time limit; give its lazy result."""
        with self._session(neo4j.READ_ACCESS) as session:
            query = neo4j.Query(literal(text), timeout=timeout)
            yield session.run(query, parameters)

    def schema(self, text: str, doing: str) -> None:
        """Run a command on the schema; what another process has made meanwhile is there."""
        try:
            self.write(lambda tx: tx.run(literal(text)).consume(), doing)
        except StoreError as error:
            code = getattr(error.__cause__, "code", None) or ""
            if not code.endswith("AlreadyExists"):
                raise

    def pause(self, seconds: float) -> None:
        """Wait, but not longer than until the client is closed."""
        self._closing.wait(seconds)

    def failure(self, error: Exception, doing: str) -> Exception:
        """Return the `LinkageError` for a failure of the driver or the server."""
        return store_failure(error, self.address.uri, self.address.database, doing)

    def close(self) -> None:
        """Close all connections."""
        self._closing.set()
        self._driver.close()

    def _session(self, mode: str) -> neo4j.Session:
        return self._driver.session(
            database=self.address.database,
            default_access_mode=mode,
            notifications_min_severity="OFF",
            max_transaction_retry_time=self._patience,
            initial_retry_delay=RETRY_PAUSE,
            retry_delay_multiplier=1.0,
        )


def run(tx: neo4j.ManagedTransaction, text: str, **parameters: object) -> list[list[Any]]:
    """Run one statement and return its rows as lists."""
    return [record.values() for record in tx.run(literal(text), parameters)]


def literal(text: str) -> LiteralString:
    """Mark text from a query file as not put together from data, as the driver's types ask."""
    return text


def _numbers(version: str) -> tuple[int, ...]:
    head = version.partition("-")[0].partition("+")[0]
    return tuple(int(part) for part in head.split(".") if part.isdigit())
