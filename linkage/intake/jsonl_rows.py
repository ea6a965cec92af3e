"""JSON lines as rows with line numbers: one flat object a line, each value a text or a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import polars as pl

from linkage.errors import InputError
from linkage.intake.rows import BadRow, Rows, shown, text_of_block
from linkage.intake.streams import Block

_Scalar = str | int | float | bool | None
_DECODER = msgspec.json.Decoder(dict[str, _Scalar])


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


def read_jsonl(blocks: Iterator[Block], wanted: Sequence[str]) -> Iterator[Rows]:
    """Yield the rows of the blocks, the ``wanted`` columns first and any others after them."""
    for block in blocks:
        rows, lines, bad = _decode(block, wanted)
        columns = list(dict.fromkeys([*wanted, *sorted(set().union(*rows))]))
        frame = pl.DataFrame([_column(name, rows) for name in columns])
        text = text_of_block(block.data, block.first_line)
        yield Rows(frame, pl.Series(lines, dtype=pl.Int64), text, (*bad, *block.bad))


def _decode(
    block: Block, wanted: Sequence[str]
) -> tuple[list[dict[str, _Scalar]], list[int], list[BadRow]]:
    try:
        rows = _DECODER.decode_lines(block.data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        rows = []
    lines = block.data.count(b"\n") + (not block.data.endswith(b"\n") and bool(block.data))
    clean = rows and len(rows) == lines and b"\0" not in block.data
    if clean and b"true" not in block.data and b"false" not in block.data:
        return rows, list(range(block.first_line, block.first_line + lines)), []
    return _decode_each(block, wanted)


def _decode_each(
    block: Block, wanted: Sequence[str]
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
            row = _DECODER.decode(raw)
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
