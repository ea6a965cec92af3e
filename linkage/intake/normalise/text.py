"""Plain texts, device ids and placeholders."""

from __future__ import annotations

import polars as pl

PLACEHOLDERS = (
    *("", "-", "--", "?", "n/a", "none", "null", "nil", "nan", "undefined", "unknown"),
    *("(none)", "(null)", "<null>", "\\n", "0.0.0.0", "::"),  # noqa: S104 - not an address to bind to
)
"""Texts, in lower case, that stand for no value at all."""

_ZEROS = r"^[0\-:]{6,}$"


def is_placeholder(values: pl.Series) -> pl.Series:
    """Return a mask of the values that name nothing: `PLACEHOLDERS`, and ids of zeros only."""
    known = values.str.to_lowercase().is_in(PLACEHOLDERS)
    return known | values.str.contains(_ZEROS)


def plain(values: pl.Series) -> pl.Series:
    """NFKC, trimmed, inner white space as one space; case is kept, since it can carry meaning."""
    return (
        values.str.normalize("NFKC")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
        .replace("", None)
    )


def device_id(values: pl.Series) -> pl.Series:
    """As `plain`, with UUIDs and other hexadecimal ids in lower case and without braces."""
    texts = plain(values)
    return (
        pl.DataFrame({"t": texts})
        .select(
            pl.when(pl.col("t").str.contains(r"^\{?[0-9A-Fa-f\-]{8,}\}?$"))
            .then(pl.col("t").str.to_lowercase().str.strip_chars("{}"))
            .otherwise("t")
        )
        .to_series()
    )
