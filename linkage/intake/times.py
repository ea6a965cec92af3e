"""Times in columns: ISO 8601, or seconds, milliseconds or microseconds since 1970.

A time without a zone is UTC. A number is told apart by its size: up to 11 digits are seconds, up to
14 milliseconds, up to 17 microseconds. Times before 1990 or from 2100 on are refused: they are
nearly always a wrong unit or a default.
"""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from linkage.records import TIME

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
END = datetime(2100, 1, 1, tzinfo=UTC)

_NUMBER = r"^-?[0-9]{1,17}(?:\.[0-9]+)?$"


def parse_times(column: pl.Series) -> pl.Series:
    """Return the column as UTC times; null where it is empty or cannot be read as a time."""
    parsed = _parse(column)
    return (
        pl.select(pl.when(parsed.is_between(EARLIEST, END, closed="left")).then(parsed))
        .to_series()
        .cast(TIME)
        .alias(column.name)
    )


def _parse(column: pl.Series) -> pl.Series:
    dtype = column.dtype
    if dtype == pl.Date:
        return column.cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    if isinstance(dtype, pl.Datetime):
        aware = column.dt.convert_time_zone("UTC") if dtype.time_zone else column
        return aware.dt.cast_time_unit("us").dt.replace_time_zone("UTC")
    if dtype.is_numeric():
        return _from_numbers(column.cast(pl.Float64) if dtype.is_float() else column)
    if dtype != pl.String:
        return pl.Series(column.name, [None] * len(column), TIME)
    return _from_text(column.str.strip_chars())


def _from_numbers(numbers: pl.Series) -> pl.Series:
    """Turn seconds, milliseconds or microseconds since 1970 into times."""
    number = pl.col("n").cast(pl.Int64 if numbers.dtype.is_integer() else pl.Float64, strict=False)
    size = number.abs()
    micros = (
        pl.when(size < 100_000_000_000)
        .then(number * 1_000_000)
        .when(size < 100_000_000_000_000)
        .then(number * 1_000)
        .when(size < 100_000_000_000_000_000)
        .then(number)
    )
    whole = micros if numbers.dtype.is_integer() else micros.round(0)
    times = whole.cast(pl.Int64, strict=False).cast(pl.Datetime("us"))
    return pl.DataFrame({"n": numbers}).select(times.dt.replace_time_zone("UTC")).to_series()


def _from_text(texts: pl.Series) -> pl.Series:
    """Read the common shape in columns, numbers next, and what is left value by value."""
    frame = pl.DataFrame({"t": texts})
    naive = pl.col("t").str.strip_suffix("Z").str.replace(" ", "T", literal=True)
    shaped = pl.col("t").str.contains(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?Z?$")
    times = frame.select(
        pl.when(shaped)
        .then(naive)
        .str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False)
        .dt.replace_time_zone("UTC")
    ).to_series()
    rest = texts.filter(times.is_null() & texts.is_not_null() & (texts != "")).unique()
    if rest.is_empty():
        return times
    numeric = rest.str.contains(_NUMBER)
    numbers = rest.filter(numeric)
    found = pl.concat(
        [
            pl.DataFrame({"t": numbers, "time": _from_digits(numbers)}),
            pl.DataFrame({"t": rest.filter(~numeric)}).with_columns(
                pl.col("t").map_elements(_from_iso, TIME).alias("time")
            ),
        ]
    )
    others = frame.join(found, on="t", how="left", maintain_order="left")["time"]
    return pl.select(pl.coalesce(times, others)).to_series()


def _from_digits(texts: pl.Series) -> pl.Series:
    """Read numbers written as text: whole ones exactly, others as floats."""
    whole = _from_numbers(texts.cast(pl.Int64, strict=False))
    broken = _from_numbers(texts.cast(pl.Float64, strict=False))
    return pl.select(pl.coalesce(whole, broken).cast(TIME)).to_series()


def _from_iso(text: str) -> datetime | None:
    if text.isdigit():
        return None
    try:
        time = datetime.fromisoformat(text)
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
