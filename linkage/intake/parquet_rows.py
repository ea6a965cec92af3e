"""Parquet as rows, numbered from 1, read a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from linkage.errors import InputError
from linkage.intake.rows import Rows, shown

BATCH = 250_000


def open_parquet(file: Path | BinaryIO, name: str) -> pq.ParquetFile:
    """Open a Parquet file; raise `InputError` if it is not one."""
    try:
        return pq.ParquetFile(file)
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"{name} is not a Parquet file that can be read: {error}") from error


def read_parquet(file: pq.ParquetFile, name: str, wanted: Sequence[str]) -> Iterator[Rows]:
    """Yield all rows, the ``wanted`` columns first and any others after them."""
    row = 1
    try:
        for batch in file.iter_batches(batch_size=BATCH):
            frame = pl.DataFrame(pa.Table.from_batches([batch]))
            frame = frame.select(_plain(column) for column in frame).select(
                *wanted, pl.exclude(wanted)
            )
            lines = pl.int_range(row, row + frame.height, dtype=pl.Int64, eager=True)
            yield Rows(frame, lines, _text_of(frame, row))
            row += frame.height
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{name}, row {row} or later: the file is damaged: {error}") from error


def _plain(column: pl.Series) -> pl.Series:
    """Keep times and numbers; turn dictionaries and bytes into text."""
    if isinstance(column.dtype, pl.Categorical | pl.Enum):
        return column.cast(pl.String)
    if column.dtype == pl.Binary:
        return column.cast(pl.String, strict=False)
    return column


def _text_of(frame: pl.DataFrame, first: int) -> Callable[[int], str]:
    def text(line: int) -> str:
        return shown(str(frame.row(line - first, named=True)))

    return text
