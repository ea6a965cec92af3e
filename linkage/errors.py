"""Everything that linkage raises on purpose.

::

    LinkageError                 exit 1   anything below, and only that
    ├── UsageError               exit 2   an argument, an unknown name, a setting
    │   └── ConfigError          exit 2   linkage.toml, with its path
    ├── InputError               exit 3   a file that cannot be loaded, with its name and line
    ├── NotFoundError            exit 4   no such ring, account, query
    ├── StoreError               exit 5   the graph store, with engine and address
    │   ├── StoreBusyError       exit 5   another process is writing
    │   └── StoreUnavailableError exit 5  absent, refused, too old, disk full
    └── QueryError               exit 6   a Cypher query, with its name, text and engine

A message says what was wrong, where, and what to do about it. It never holds a personal value
or a card number.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class LinkageError(Exception):
    """Base of every error that linkage raises on purpose.

    ``hint`` is what the user can do; it is printed on a line of its own.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(LinkageError):
    """An argument, a name or a combination of options that makes no sense."""

    exit_code = 2


class ConfigError(UsageError):
    """A setting in ``linkage.toml`` that cannot be used."""


class InputError(LinkageError):
    """A file that cannot be loaded as a whole."""

    exit_code = 3


class NotFoundError(LinkageError):
    """The thing that was asked for by name is not there."""

    exit_code = 4


class StoreError(LinkageError):
    """The graph store failed."""

    exit_code = 5


class StoreBusyError(StoreError):
    """Another process is writing to the same store."""


class StoreUnavailableError(StoreError):
    """The store cannot be reached or cannot be used."""


class QueryError(LinkageError):
    """A Cypher query that the engine refused or gave up on."""

    exit_code = 6


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return ``' Did you mean "x"?'`` for the nearest known name, or all if none is near."""
    choices = sorted(known)
    near = difflib.get_close_matches(name, choices, n=1, cutoff=0.6)
    if near:
        return f' Did you mean "{near[0]}"?'
    return f" Known: {', '.join(choices)}." if choices else ""
