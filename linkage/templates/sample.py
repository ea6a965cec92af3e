"""A bounded sample of a stream of prompts: those whose text has the smallest hash.

The sample depends on the prompts only, not on their order or on how they come in pieces
(bottom-k sampling: Cohen and Kaplan, 2007).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from linkage.records import TIME
from linkage.templates.scan import REACH
from linkage.templates.tokens import as_text

LIMIT = 200_000
"""Distinct prompts that are kept."""


_SEED = 1
_COLUMNS = pl.Schema(
    {"prompt": pl.String(), "rank": pl.UInt64(), "account": pl.String(), "time": TIME}
)


class PromptSample:
    """Keeps at most ``limit`` distinct prompts with their senders.

    A kept prompt is cut to the parts that the tokeniser reads. Memory is bounded by ``limit``
    prompts twice over.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._parts: list[pl.DataFrame] = []
        self._held = 0
        self._below = np.uint64(np.iinfo(np.uint64).max)

    def add(
        self,
        prompts: pl.Series | Sequence[str | None],
        accounts: pl.Series | None = None,
        times: pl.Series | None = None,
    ) -> None:
        """Offer prompts to the sample."""
        text = as_text(prompts)
        rank = text.hash(_SEED).to_numpy()
        wanted = np.flatnonzero(rank <= self._below)
        rows = pl.Series(wanted)
        part = pl.DataFrame(
            {
                "prompt": _cut(text.gather(rows)),
                "rank": rank[wanted],
                "account": _or_null(accounts, pl.String(), rows),
                "time": _or_null(times, TIME, rows),
            }
        )
        self._parts.append(part)
        self._held += part.height
        if self._held > 2 * self._limit:
            self._shrink()

    def frame(self) -> pl.DataFrame:
        """Return the sample (prompt, rank, account, time), in an order that depends on it alone."""
        self._shrink()
        return self._parts[0].sort("rank", "account", "time", "prompt")

    def _shrink(self) -> None:
        whole = pl.concat([pl.DataFrame(schema=_COLUMNS), *self._parts])
        # one row a distinct prompt: the first sender, so that copies cost nothing
        whole = whole.sort("rank", "account", "time", "prompt").unique("rank", keep="first")
        whole = whole.bottom_k(self._limit, by="rank")
        if whole.height == self._limit:
            self._below = whole["rank"].to_numpy().max()
        self._parts, self._held = [whole], whole.height


def _or_null(column: pl.Series | None, dtype: pl.DataType, rows: pl.Series) -> pl.Series:
    if column is None:
        return pl.Series([None], dtype=dtype).extend_constant(None, len(rows) - 1)[: len(rows)]
    return column.gather(rows).cast(dtype)


def _cut(text: pl.Series) -> pl.Series:
    """Keep the ends of long prompts, whole characters only."""
    long = text.str.len_bytes().fill_null(0) > 2 * REACH
    if not long.any():
        return text
    ends = text.str.head(REACH) + " " + text.str.tail(REACH)
    return text.zip_with(~long, ends)
