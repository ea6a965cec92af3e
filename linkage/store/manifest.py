"""The manifest: which files are the ledger's committed state.

Replacing ``manifest.json`` by an atomic rename is the commit. Files that no manifest names are
left over from a writer that was killed; the next writer removes them.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, BinaryIO

from polars.exceptions import PanicException, PolarsError

from linkage.errors import StoreError, StoreUnavailableError
from linkage.kinds import IdentifierKind, Parent
from linkage.records import LoadMark

VERSION = 1
FILE_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class TableFile:
    """A Parquet file of the ledger."""

    file: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The committed state: a generation number, its files, the loads and the declared kinds."""

    generation: int = 0
    tables: dict[str, TableFile] = field(default_factory=dict)
    """``accounts``, ``attributes``, ``pending``, ``sightings/KIND``, ``events/N``, ``reviews`` and
    the findings' tables."""
    marks: tuple[LoadMark, ...] = ()
    kinds: tuple[IdentifierKind, ...] = ()
    """The kinds in use that are not built in."""


def read_manifest(folder: Path) -> Manifest | None:
    """Return the committed manifest, None where there is none, or raise `StoreError`."""
    path = folder / FILE_NAME
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
    try:
        return _parse(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(
            f"{path} is damaged: {error}",
            hint="restore the workspace from a backup, or load into a new one",
        ) from error


def _parse(table: Any) -> Manifest:
    if not isinstance(table, dict):
        raise TypeError("it is not a table")
    if table.get("version") != VERSION:
        raise ValueError(f"its version is {table.get('version')!r}, this program reads {VERSION}")
    tables, marks, kinds = table["tables"], table["marks"], table["kinds"]
    generation = table["generation"]
    if not (isinstance(tables, dict) and isinstance(marks, list) and isinstance(kinds, list)):
        raise TypeError("tables, marks and kinds must be there")
    if not isinstance(generation, int):
        raise TypeError("generation must be a number")
    if outside := [e["file"] for e in tables.values() if Path(e["file"]).name != e["file"]]:
        raise ValueError(f"{outside[0]!r} is not a file of the ledger")
    return Manifest(
        generation,
        {name: TableFile(**entry) for name, entry in tables.items()},
        tuple(LoadMark(**mark) for mark in marks),
        tuple(_kind(kind) for kind in kinds),
    )


def _kind(row: dict[str, Any]) -> IdentifierKind:
    """Return a kind from JSON: lists become tuples again."""
    known = {f.name for f in fields(IdentifierKind)}
    values: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k in known
    }
    values["parents"] = tuple(Parent(**parent) for parent in row.get("parents", ()))
    return IdentifierKind(**values)


def commit_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in place by an atomic rename, on disk before this returns."""
    table = {"version": VERSION, **asdict(manifest)}
    text = json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True)
    fresh = folder / f"{FILE_NAME}.new"
    write_durably(fresh, lambda file: file.write(text.encode()))
    sync_folder(folder)
    with disk_errors(folder):
        fresh.replace(folder / FILE_NAME)
    sync_folder(folder)


def remove_orphans(folder: Path, manifest: Manifest | None) -> None:
    """Remove files that the manifest does not name. Only the writer may call this."""
    named = {entry.file for entry in manifest.tables.values()} if manifest else set()
    for path in folder.iterdir():
        if path.name not in named and path.name != FILE_NAME:
            path.unlink(missing_ok=True)


def write_durably(path: Path, write: Callable[[BinaryIO], object]) -> int:
    """Write a new private file, on disk before this returns; its size in bytes."""
    with disk_errors(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
            return file.tell()


def sync_folder(folder: Path) -> None:
    """Make renames and new names in a folder durable."""
    with disk_errors(folder):
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn errors of the disk into `StoreError` with the path and what to do.

    Polars panics at some damaged files, which is no `Exception` of its own.
    """
    try:
        yield
    except (OSError, PolarsError, PanicException) as error:
        number = error.errno if isinstance(error, OSError) else None
        if number in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error):
            raise StoreUnavailableError(
                f"the disk is full: {path} cannot be written",
                hint="what was committed before is unharmed; free some space and run it again",
            ) from error
        raise StoreError(f"{path} cannot be used: {error}") from error
