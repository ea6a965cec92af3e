"""Results for machines: JSON, tab-separated text, and files that are whole or not there."""

from __future__ import annotations

import json
import math
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from linkage.errors import LinkageError, UsageError


def write_json(payload: object) -> None:
    r"""Print a payload as JSON on stdout.

    Only ASCII: control, bidirectional and zero-width characters and lone surrogates stand as
    ``\u`` escapes, so that the text is exact and harmless in any terminal.
    """
    json.dump(plain_data(payload), sys.stdout, indent=2, allow_nan=False)
    sys.stdout.write("\n")


def write_json_rows(rows: Iterable[object]) -> None:
    """Print rows as one JSON array, a row a line, as they come."""
    separator = "["
    for row in rows:
        sys.stdout.write(f"{separator}\n  {json.dumps(plain_data(row), allow_nan=False)}")
        separator = ","
    sys.stdout.write("[]\n" if separator == "[" else "\n]\n")


def plain_data(value: Any) -> Any:
    """Return a value in JSON's types: times in ISO 8601 with Z, dataclasses as objects."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain_data(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(item) for item in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.isoformat().replace("+00:00", "Z")
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, bytes):
        return value.hex()
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def write_plain(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    r"""Print a header and rows, tab-separated and uncut, odd characters as ``\t``, ``\x1b``."""
    sys.stdout.write("\t".join(columns) + "\n")
    for row in rows:
        sys.stdout.write("\t".join(cell_text(cell) for cell in row) + "\n")


def cell_text(value: object) -> str:
    """Return a value as safe text for one cell; empty for None."""
    from linkage.cli.render.safe import safe

    value = plain_data(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return json.dumps(value)
    return safe(value)


@contextmanager
def whole_file(path: str, *, force: bool) -> Iterator[IO[bytes]]:
    """Open a file that appears under its name only when it is complete; ``-`` is stdout.

    Readable by its owner only. Raises `UsageError` if it exists and ``force`` is not given.
    """
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if target.exists() and not force:
        raise UsageError(f"{path} exists already", hint="--force replaces it")
    try:
        # mkstemp gives mode 0600
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise LinkageError(f"{path} cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
