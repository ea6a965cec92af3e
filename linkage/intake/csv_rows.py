"""CSV (RFC 4180) as rows with line numbers.

A block whose quoting and column counts are clean is split by Polars. Any other block is split row
by row, so that each bad row is reported with its line and the others load. Both give the same rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import numpy as np
import polars as pl

from linkage.errors import InputError
from linkage.intake.rows import BadRow, Rows, shown, text_of_block
from linkage.intake.streams import Block

_QUOTE, _COMMA, _NEWLINE = b'",\n'
SEPARATORS = ("\t", ";", "|")
"""What stands between columns in files that are not CSV."""
_LONGEST_RECORD = 1000
"""Lines that a quoted field may span when its end is looked for row by row."""


def read_header(line: bytes, name: str) -> list[str]:
    """Return the column names; raise `InputError` if they cannot be used."""
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name} is UTF-16", hint="save it as UTF-8: iconv -f UTF-16 -t UTF-8")
    try:
        text = line.decode("utf-8").rstrip("\r\n")
        header = next(csv.reader([text], strict=True), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{name}, line 1: the header cannot be read: {error}") from error
    names = [column.strip() for column in header]
    if len(names) == 1 and (found := next((s for s in SEPARATORS if s in names[0]), None)):
        raise InputError(
            f"{name}, line 1: the columns are separated by {found!r}, not by commas: {names[0]!r}",
            hint="write it with commas, as RFC 4180 has it",
        )
    if len(set(names)) < len(names):
        twice = sorted({n for n in names if names.count(n) > 1})
        raise InputError(f"{name}, line 1: columns stand twice: {', '.join(map(repr, twice))}")
    return names


def read_csv(blocks: Iterator[Block], header: list[str], limit: int) -> Iterator[Rows]:
    """Yield the rows of the blocks that follow the header.

    ``limit`` bounds the bytes of a record that a stray quote may swallow.
    """
    carried, carried_line = b"", 0
    for block in blocks:
        data = carried + block.data
        first_line = carried_line if carried else block.first_line
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n")
        data, carried = _whole_records(data, limit, final=block.final)
        carried_line = first_line + data.count(b"\n")
        rows = _fast(data, first_line, header)
        if rows is None:
            rows = _slow(data, first_line, header, limit)
        yield Rows(rows.frame, rows.lines, rows.text, (*rows.bad, *block.bad))


def _whole_records(data: bytes, limit: int, *, final: bool) -> tuple[bytes, bytes]:
    """Split off a last record whose quoted field is still open, unless it is hopelessly long."""
    if final or data.count(b'"') % 2 == 0:
        return data, b""
    end, quotes = len(data), 0
    while end > 0 and len(data) - end < limit:
        start = data.rfind(b"\n", 0, end - 1) + 1
        quotes += data.count(b'"', start, end)
        if quotes % 2:
            return data[:start], data[start:]
        end = start
    return data, b""


def _fast(data: bytes, first_line: int, header: list[str]) -> Rows | None:
    """Split a clean block in columns; None if anything about it is not clean."""
    if data and not data.endswith(b"\n"):
        data += b"\n"
    shape = _shape(data)
    if shape is None:
        return None
    commas, lines = shape
    clean = (
        commas == (len(header) - 1) * lines
        and b"\0" not in data
        and b"\r" not in data
        and not (len(header) == 1 and (b"\n\n" in data or data.startswith(b"\n")))
    )
    if not clean:
        return None
    if not data:
        return Rows(_empty(header), pl.Series([], dtype=pl.Int64), text_of_block(b"", first_line))
    try:
        frame = pl.read_csv(
            io.BytesIO(data),
            has_header=False,
            schema=dict.fromkeys(header, pl.String),
            empty_string_is_null=False,
            extra_columns="raise",
        )
    except pl.exceptions.PolarsError:
        return None
    if frame.height != lines:
        return None
    numbers = pl.int_range(first_line, first_line + lines, dtype=pl.Int64, eager=True)
    if data.count(b"\n") != lines:
        inside = frame.select(
            pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True)).cast(pl.Int64)
        ).to_series()
        numbers = numbers + inside.cum_sum() - inside
    return Rows(frame, numbers, text_of_block(data, first_line))


def _shape(data: bytes) -> tuple[int, int] | None:
    """Return the commas and line ends outside quotes; None if a quote stands where none may.

    A quote opens a field after a comma, a line end or the start, and closes it before a comma or
    a line end; two in a row inside a field stand for one. ``data`` ends with a line end.
    """
    if b'"' not in data:
        return data.count(b","), data.count(b"\n")
    letters = np.frombuffer(data, dtype=np.uint8)
    quoted = letters == _QUOTE
    places = np.flatnonzero(quoted)
    if len(places) % 2:
        return None
    opening, closing = places[::2], places[1::2]
    before = letters[np.maximum(opening, 1) - 1]
    # A quote right after the closing one is the second of two that stand for one.
    doubled = np.concatenate([[False], opening[1:] == closing[:-1] + 1])
    opens = (opening == 0) | (before == _COMMA) | (before == _NEWLINE) | doubled
    after = letters[closing + 1]
    closes = (after == _COMMA) | (after == _NEWLINE) | (after == _QUOTE)
    if not (opens.all() and closes.all()):
        return None
    outside = np.cumsum(quoted, dtype=np.uint8) & 1 == 0
    commas = int(np.count_nonzero((letters == _COMMA) & outside))
    return commas, int(np.count_nonzero((letters == _NEWLINE) & outside))


def _slow(data: bytes, first_line: int, header: list[str], limit: int) -> Rows:
    """Split a block row by row."""
    lines = data.split(b"\n")
    good: list[list[str]] = []
    numbers: list[int] = []
    bad: list[BadRow] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        parsed, used = _record(lines, at, len(header), limit)
        if isinstance(parsed, str):
            bad.append(BadRow(first_line + at, parsed, shown(lines[at])))
            at += 1
        else:
            good.append(parsed)
            numbers.append(first_line + at)
            at += used
    frame = pl.DataFrame(good, schema=dict.fromkeys(header, pl.String), orient="row")
    text = text_of_block(data, first_line)
    return Rows(frame, pl.Series(numbers, dtype=pl.Int64), text, bad)


def _record(lines: list[bytes], at: int, width: int, limit: int) -> tuple[list[str] | str, int]:
    """Read the record that starts at a line: its fields or what is wrong, and its lines."""
    raw, used = lines[at], 1
    while True:
        try:
            fields = _fields(raw)
        except UnicodeDecodeError:
            return "not UTF-8", 1
        except csv.Error as error:
            if "unexpected end of data" not in str(error):
                return f"broken quoting: {error}", 1
        else:
            if isinstance(fields, str):
                return fields, 1
            if len(fields) == width:
                return fields, used
            return f"{len(fields)} columns instead of {width}", 1
        grown = _grow(lines, at, used, len(raw), limit)
        if grown is None:
            return "unterminated quote", 1
        used = grown
        raw = b"\n".join(lines[at : at + used])


def _grow(lines: list[bytes], at: int, used: int, size: int, limit: int) -> int | None:
    """Return how many lines a record has up to the next line with a quote; None if too many."""
    last = min(len(lines), at + _LONGEST_RECORD)
    for index in range(at + used, last):
        size += len(lines[index]) + 1
        if size > limit:
            return None
        if b'"' in lines[index]:
            return index + 1 - at
    return None


def _fields(raw: bytes) -> list[str] | str:
    if b"\0" in raw:
        return "NUL byte"
    text = raw.decode("utf-8")
    if '"' not in text and "\r" not in text:
        return text.split(",")
    return next(csv.reader(io.StringIO(text, newline=""), strict=True))


def _empty(header: list[str]) -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(header, pl.String))
