"""A file of reviewers' decisions: CSV or JSON lines with ``ring``, ``decision``, maybe ``note``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from linkage.errors import InputError, UsageError, did_you_mean
from linkage.reviews import DECISIONS, Decision

FIELDS = ("ring", "decision", "note")
REQUIRED = FIELDS[:2]
LONGEST_NOTE = 2_000
"""Letters of the longest note."""
LARGEST = 64 << 20
"""Bytes of the largest file."""


def decided(ring: str, decision: str, note: str = "", where: str = "") -> Decision:
    """Return a decision with its words in order; raise `UsageError` for one that is none."""
    word, name = decision.strip().lower(), ring.strip().upper()
    if word not in DECISIONS:
        raise UsageError(f'"{word[:40]}" is not a decision.{did_you_mean(word[:40], DECISIONS)}')
    if not name:
        raise UsageError("the id of the ring is missing")
    if len(note) > LONGEST_NOTE:
        raise UsageError(f"the note has {len(note):,} letters; {LONGEST_NOTE:,} are kept at most")
    try:
        (name + note).encode()
    except UnicodeEncodeError as error:
        raise UsageError("half a letter (a lone surrogate) cannot be kept") from error
    return Decision(name, word, note.strip(), where)


def read_decisions(path: Path) -> list[Decision]:
    """Return the decisions of a file; raise `InputError` with the line of the first bad row.

    Columns beside the three are passed over. A ring may stand twice only with one decision.
    """
    seen: dict[str, Decision] = {}
    for line, row in _rows(path):
        where = f"{path}, line {line}"
        try:
            ring, decision, note = (_text(row, name) for name in FIELDS)
            found = decided(ring, decision, note, where)
        except UsageError as error:
            raise InputError(f"{where}: {error}", hint="nothing of the file was taken") from error
        before = seen.setdefault(found.ring, found)
        if before.decision != found.decision:
            raise InputError(f"{where}: {found.ring} was {before.decision} in {before.where}")
    if not seen:
        raise InputError(f"{path} holds no decision", hint=f"columns: {', '.join(FIELDS)}")
    return list(seen.values())


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None and name in REQUIRED:
        raise UsageError(f'"{name}" is missing')
    if not isinstance(value, str | None):
        raise UsageError(f'"{name}" is not a text')
    return value or ""


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the rows of a file with their lines."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} has more than {LARGEST >> 20} MB, which no reviewers write")
        # Not splitlines(): a text may hold what Unicode takes for the end of a line.
        lines = list(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8: {error.reason}") from error
    first = next((line for line in lines if line.strip()), "")
    yield from _json_rows(path, lines) if first.lstrip().startswith("{") else _csv_rows(path, lines)


def _json_rows(path: Path, lines: list[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}, line {number}: this is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise InputError(f"{path}, line {number}: this is not a JSON object")
        yield number, row


def _csv_rows(path: Path, lines: list[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(lines, strict=True, skipinitialspace=True)
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        reader.fieldnames = names
        for name in REQUIRED:
            if name not in names:
                raise InputError(
                    f'{path}, line 1: the column "{name}" is missing.{did_you_mean(name, names)}',
                    hint=f"columns: {', '.join(FIELDS)}",
                )
        for row in reader:
            if None in row:
                raise InputError(f"{path}, line {reader.line_num}: more fields than columns")
            yield reader.line_num, row
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.reader.line_num}: {error}") from error
