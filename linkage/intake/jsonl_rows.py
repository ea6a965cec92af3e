"""JSON lines as rows with line numbers: one flat object a line, each value a text or a number.

Half of a surrogate pair (an emoji cut in two) is no character. In a prompt it becomes U+FFFD, so
that nobody can have a prompt passed over by writing one; elsewhere the row is rejected, since two
ids that differ in it only would become one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec
import polars as pl

from linkage.errors import InputError
from linkage.intake.rows import BadRow, Rows, shown, text_of_block
from linkage.intake.streams import Block

_Scalar = str | int | float | bool | None
_DECODER = msgspec.json.Decoder(dict[str, _Scalar])
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
"""An escape in JSON: a surrogate pair, half of one, or another."""


def first_names(block: bytes, name: str) -> list[str]:
    """Return the keys of the first rows that can be read; `InputError` if there are none."""
    names: dict[str, None] = {}
    for raw in block.split(b"\n")[:100]:
        try:
            names.update(dict.fromkeys(msgspec.json.decode(raw, type=dict[str, Any])))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
    if not names:
        raise InputError(
            f"{name} holds no JSON object in its first lines", hint="write one object a line"
        )
    return list(names)


def read_jsonl(
    blocks: Iterator[Block], wanted: Sequence[str], prompts: Collection[str] = ()
) -> Iterator[Rows]:
    """Yield the rows of the blocks, the ``wanted`` columns first and any others after them.

    ``prompts`` are the columns that hold raw prompts.
    """
    for block in blocks:
        rows, lines, bad = _decode(block, wanted, prompts)
        columns = list(dict.fromkeys([*wanted, *sorted(set().union(*rows))]))
        frame = pl.DataFrame([_column(name, rows) for name in columns])
        text = text_of_block(block.data, block.first_line)
        yield Rows(frame, pl.Series(lines, dtype=pl.Int64), text, (*bad, *block.bad))


def _decode(
    block: Block, wanted: Sequence[str], prompts: Collection[str]
) -> tuple[list[dict[str, _Scalar]], list[int], list[BadRow]]:
    try:
        rows = _DECODER.decode_lines(block.data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        rows = []
    lines = block.data.count(b"\n") + (not block.data.endswith(b"\n") and bool(block.data))
    clean = rows and len(rows) == lines and b"\0" not in block.data
    if clean and b"true" not in block.data and b"false" not in block.data:
        return rows, list(range(block.first_line, block.first_line + lines)), []
    return _decode_each(block, wanted, prompts)


def _decode_each(
    block: Block, wanted: Sequence[str], prompts: Collection[str]
) -> tuple[list[dict[str, _Scalar]], list[int], list[BadRow]]:
    """Decode line by line, so that each bad one is known."""
    rows: list[dict[str, _Scalar]] = []
    lines: list[int] = []
    bad: list[BadRow] = []
    for line, raw in enumerate(block.data.split(b"\n"), block.first_line):
        if not raw.strip():
            continue
        reason = None
        try:
            row = _row(raw, prompts)
            reason = _boolean(row, wanted)
        except UnicodeDecodeError:
            reason = "not UTF-8"
        except RecursionError:
            reason = "wrong type: nested too deeply"
        except msgspec.ValidationError as error:
            reason = f"wrong type: {error}"
        except msgspec.DecodeError as error:
            reason = _explain(raw, error)
        if reason is None:
            rows.append(row)
            lines.append(line)
        else:
            bad.append(BadRow(line, reason, shown(raw)))
    return rows, lines, bad


def _row(raw: bytes, prompts: Collection[str]) -> dict[str, _Scalar]:
    """Decode a line; halves of surrogate pairs in prompts become U+FFFD."""
    try:
        return _DECODER.decode(raw)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        mended = _ESCAPE.sub(_whole, raw)
        if mended == raw:
            raise
        row = _DECODER.decode(mended)
        given = json.loads(raw)
        if any(_has_half(given.get(name)) for name in row if name not in prompts):
            raise
        return row


def _whole(escape: re.Match[bytes]) -> bytes:
    """Return an escape as it is, or U+FFFD for half of a surrogate pair."""
    return rb"\ufffd" if escape.lastgroup == "half" else escape[0]


def _has_half(value: object) -> bool:
    return isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value)


def _explain(raw: bytes, error: msgspec.DecodeError) -> str:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "not UTF-8"
    return "NUL byte" if b"\0" in raw else f"not JSON: {error}"


def _boolean(row: dict[str, _Scalar], wanted: Sequence[str]) -> str | None:
    """Say which field is true or false: nothing that a loader wants ever is."""
    for name in wanted:
        if isinstance(row.get(name), bool):
            return f"wrong type: {name} is true or false"
    return None


def _column(name: str, rows: list[dict[str, _Scalar]]) -> pl.Series:
    values = [row.get(name) for row in rows]
    try:
        return pl.Series(name, values, dtype=pl.String, strict=True)
    except TypeError:
        texts = [v if v is None or isinstance(v, str) else str(v) for v in values]
        return pl.Series(name, texts, dtype=pl.String)
