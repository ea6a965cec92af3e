"""What went wrong with the server, in words and with a hint, from the driver's exceptions."""

from __future__ import annotations

from collections.abc import Mapping

from neo4j.exceptions import (
    AuthError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from linkage.errors import (
    LinkageError,
    QueryError,
    StoreBusyError,
    StoreError,
    StoreUnavailableError,
)

_ACCESS = "Neo.ClientError.Statement.AccessMode"
_TIMED_OUT = (
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
)
_FULL_DISK = ("no space left", "disk is full", "out of disk space", "could not append transaction")
"""A server whose disk is full says the last when it commits, and may need a restart."""

_READ_ONLY = (
    'the database "{database}" of {where} is read-only ({doing})',
    "reading commands work; to load or to discover, make it writable "
    "(server.databases.read_only, or ALTER DATABASE … SET ACCESS READ WRITE)",
)
_FORBIDDEN = (
    'the user may not do that in the database "{database}" of {where} ({doing})',
    "reading needs the role reader; loading and discovering need publisher, and the first time "
    "architect, for the constraints",
)
_REFUSED = (
    "{where} refused the user or the password",
    "set graph.user and graph.password_file, or LINKAGE_NEO4J_USER and LINKAGE_NEO4J_PASSWORD",
)

_UNAVAILABLE: Mapping[str, tuple[str, str]] = {
    "Neo.ClientError.Security.CredentialsExpired": (
        "{where} wants its first password to be changed",
        "ALTER CURRENT USER SET PASSWORD FROM '…' TO '…', on the database system",
    ),
    "Neo.ClientError.Database.DatabaseNotFound": (
        '{where} has no database "{database}"',
        "set graph.database in linkage.toml",
    ),
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": _READ_ONLY,
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": _READ_ONLY,
    "Neo.ClientError.Security.Forbidden": _FORBIDDEN,
    _ACCESS: _FORBIDDEN,
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": (
        "{where} ran out of transaction memory ({doing})",
        "raise server.memory.heap.max_size or dbms.memory.transaction.total.max",
    ),
}
"""The server's codes: what is said, and the hint."""


def store_failure(error: Exception, address: str, database: str, doing: str) -> LinkageError:
    """Return the error to raise for a failure while ``doing`` something for the store."""
    where = f"Neo4j at {address}"
    if any(words in _whole_text(error) for words in _FULL_DISK):
        return StoreUnavailableError(
            f"the disk of {where} is full ({doing})",
            hint="free some space, restart the server if it stays broken, and run the same command "
            "again: it resumes",
        )
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    known = _UNAVAILABLE.get(code) or (_REFUSED if isinstance(error, AuthError) else None)
    if known is not None:
        message, hint = known
        text = message.format(where=where, database=database, doing=doing)
        return StoreUnavailableError(text, hint=hint)
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return StoreUnavailableError(
            f"{where} does not answer ({doing})",
            hint="check graph.uri and that the server runs; what was committed stays, and the same "
            "command run again goes on from there",
        )
    if isinstance(error, Neo4jError) and error.is_retryable():
        return StoreBusyError(
            f"{where} was too busy ({doing}): {_message(error)}", hint="run the same command again"
        )
    return StoreError(f"{where} failed ({doing}): {_message(error)}")


def query_failure(
    error: Exception, address: str, database: str, what: str, text: str
) -> LinkageError:
    """Return the error to raise for a failed question; the store's own troubles stay apart."""
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    where = f"Neo4j at {address}"
    if code == _ACCESS:
        return QueryError(
            f"{what} writes, which is not allowed: analysts' queries only read the graph ({where})"
        )
    if code in _TIMED_OUT:
        return QueryError(
            f"{what} was stopped at its time limit ({where})",
            hint="bind one end of the pattern to an id, or raise the time limit",
        )
    if code.startswith(("Neo.ClientError.Statement", "Neo.ClientError.Procedure")):
        return QueryError(f"{what} failed ({where}): {_message(error)}\n{text}")
    if isinstance(error, DriverError) and not isinstance(
        error, ServiceUnavailable | SessionExpired
    ):
        return QueryError(f"{what} failed ({where}): {error}\n{text}")
    return store_failure(error, address, database, what)


def _message(error: Exception) -> str:
    if isinstance(error, Neo4jError):
        return f"{error.message} [{error.code}]"
    return str(error) or type(error).__name__


def _whole_text(error: BaseException | None) -> str:
    """Return the messages of an error and of its causes, in lower case."""
    parts: list[str] = []
    while error is not None and len(parts) < 10:
        parts.append(_message(error) if isinstance(error, Exception) else str(error))
        error = error.__cause__
    return " ".join(parts).lower()
