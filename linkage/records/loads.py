"""What a load brings: the marks that make it known, the rows refused, and the data."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class LoadMark:
    """What makes a load known: the same file again changes nothing."""

    digest: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    loader: str
    source: str
    rows: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not loaded."""

    source: str
    line: int
    """Line in the (decompressed) file, from 1; the row number in a Parquet file."""
    reason: str
    row: str
    """The row as text, with card numbers cut to their last four digits."""


@dataclass(frozen=True, slots=True)
class Delta:
    """Folded data of one or more loads, to be added to what is there.

    No (account, kind, value) stands twice. Adding is associative and order-free: the earliest
    first_seen, the latest last_seen, the sum of counts, the union of hours cut to HOURS_KEPT;
    of two texts of an attribute the greater one. Of ``pending`` rows, prompts are united.
    """

    marks: tuple[LoadMark, ...]
    accounts: pl.DataFrame
    sightings: pl.DataFrame
    attributes: pl.DataFrame
    events: pl.Series | None = None
    """Sorted 64-bit hashes of the event ids that were counted, where the rows carry them."""
    declared: tuple[str, ...] = ()
    """Names of kinds that were taken from the file."""
    pending: pl.DataFrame | None = None
    """Sightings that count once there are enough prompts behind them (PENDING)."""


@dataclass(frozen=True, slots=True)
class Mined:
    """What was found in the prompts of one or more files."""

    pending: pl.DataFrame
    """PENDING: which account sent prompts of which template."""
    attributes: pl.DataFrame
    """ATTRIBUTES of templates that are new or changed."""
    prompts: int = 0
    matched: int = 0
    """Prompts that are of a template."""
    templates: int = 0
    """Templates that were not known before."""
