"""The truth and the prediction as checked frames."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from linkage.errors import InputError, did_you_mean

STATUSES = ("cluster", "single", "outside", "unknown")
"""Member of a true ring; known to be alone; known to be in no true ring; not judged."""


def read_truth(path: Path) -> pl.DataFrame:
    """Read a truth file (account, cluster, status, and optionally campaign and kind)."""
    return check_truth(_read(path), str(path))


def read_members(path: Path) -> pl.DataFrame:
    """Read a file of members (account, ring, and optionally campaign and score)."""
    return check_members(_read(path), str(path))


def check_truth(frame: pl.DataFrame, name: str = "the truth") -> pl.DataFrame:
    """Return account, cluster, status, campaign, kind as text; raise `InputError` otherwise."""
    truth = _texts(frame, name, ("account", "cluster", "status"), ("campaign", "kind"))
    strange = truth.filter(~pl.col("status").is_in(STATUSES) | pl.col("status").is_null())
    if strange.height:
        status = strange["status"][0]
        raise InputError(
            f'{name}: unknown status "{status}".{did_you_mean(status or "", STATUSES)}'
        )
    lost = truth.filter((pl.col("status") == "cluster") & pl.col("cluster").is_null())
    if lost.height:
        raise InputError(f"{name}: {lost.height} accounts of status cluster name no cluster")
    return truth


def check_members(frame: pl.DataFrame, name: str = "the members") -> pl.DataFrame:
    """Return account, ring, campaign as text; an account without a ring is left out."""
    members = _texts(frame, name, ("account", "ring"), ("campaign",))
    return members.filter(pl.col("ring").is_not_null())


def _read(path: Path) -> pl.DataFrame:
    try:
        with path.open("rb") as file:
            return pl.read_csv(file, infer_schema=False)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except pl.exceptions.PolarsError as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"{path} is not a table of comma-separated values: {reason}") from error


def _texts(
    frame: pl.DataFrame, name: str, required: Sequence[str], optional: Sequence[str]
) -> pl.DataFrame:
    """Return these columns as text with nulls for empty ones, one row an account."""
    for column in required:
        if column not in frame.columns:
            raise InputError(
                f'{name}: the column "{column}" is missing.{did_you_mean(column, frame.columns)}',
                hint=f"the columns are {', '.join([*required, *optional])}",
            )
    columns = [
        pl.col(c).cast(pl.String) if c in frame.columns else pl.lit(None, pl.String).alias(c)
        for c in (*required, *optional)
    ]
    texts = frame.select(columns).with_columns(pl.all().replace("", None))
    if texts["account"].null_count():
        raise InputError(f"{name}: {texts['account'].null_count()} rows have no account")
    repeated = texts.height - texts["account"].n_unique()
    if repeated:
        raise InputError(f"{name}: {repeated} rows repeat an account", hint="one row an account")
    return texts
