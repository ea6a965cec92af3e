"""Rows as they stand in a file, before their columns are understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

BLOCK = 8 << 20
"""Bytes of decompressed text that are read at a time."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not even be split into columns."""

    line: int
    reason: str
    row: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a file: all its columns, the line of each row, and the bad rows among them."""

    frame: pl.DataFrame
    lines: pl.Series
    text: Callable[[int], str]
    """The row at a line as it stands in the file."""
    bad: Sequence[BadRow] = ()


def shown(raw: bytes | str) -> str:
    """Return a row as text that is safe to write: at most 2,000 characters, no broken UTF-8."""
    text = raw if isinstance(raw, str) else raw[:8000].decode("utf-8", "backslashreplace")
    return text[:2000].rstrip("\r\n")


def text_of_block(block: bytes, first_line: int) -> Callable[[int], str]:
    """Return a function that finds the row at a line in a block that starts at ``first_line``."""
    lines: list[bytes] = []

    def text(line: int) -> str:
        if not lines:
            lines.extend(block.split(b"\n"))
        return shown(lines[line - first_line])

    return text
