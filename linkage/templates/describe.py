"""What a template's prompts tell of it: skeleton, support, senders, times, disguise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
import polars as pl

from linkage.records import TIME
from linkage.templates.capability import capability
from linkage.templates.match import Matches
from linkage.templates.notes import disguise_note
from linkage.templates.skeleton import skeleton
from linkage.templates.template import Template
from linkage.templates.tokens import Shingles


def describe(
    templates: Sequence[Template],
    text: pl.Series,
    shingles: Shingles,
    matches: Matches,
    senders: pl.Series | None,
    times: pl.Series | None,
) -> Iterator[Template]:
    """Yield the templates that prompts matched, brought up to date.

    The codes of ``matches`` are positions in ``templates``.
    """
    frame = pl.DataFrame(
        {
            "code": matches.template,
            "containment": matches.containment,
            "fingerprint": shingles.fingerprints,
            "row": np.arange(len(shingles)),
            "disguise": shingles.disguise,
        }
    )
    for name, column, dtype in (("account", senders, pl.String()), ("time", times, TIME)):
        values = pl.lit(None, dtype) if column is None else column.cast(dtype)
        frame = frame.with_columns(values.alias(name))
    for row in _statistics(frame.filter(pl.col("code") >= 0)).iter_rows(named=True):
        old = templates[row["code"]]
        words = old.skeleton or skeleton(text[row["typical"]] or "", old.scaffold.hashes)
        yield replace(
            old,
            skeleton=words,
            capability=capability(words),
            support=max(old.support, row["support"]),
            accounts=max(old.accounts, row["accounts"]),
            first_seen=_earlier(old.first_seen, row["first_seen"]),
            last_seen=_later(old.last_seen, row["last_seen"]),
            obfuscation=disguise_note(row) or old.obfuscation,
        )


def _statistics(matched: pl.DataFrame) -> pl.DataFrame:
    """Return one row a code: counts, times, the row of a typical prompt, shares of disguises."""
    bits = {f"bit_{bit}": (pl.col("disguise") & bit != 0).mean() for bit in (1, 2, 4, 8, 16)}
    best = matched.sort("code", -pl.col("containment"), "fingerprint", "row")
    typical = best.group_by("code", maintain_order=True).agg(pl.col("row").first().alias("typical"))
    counts = matched.group_by("code").agg(
        pl.col("fingerprint").n_unique().alias("support"),
        pl.col("account").drop_nulls().n_unique().alias("accounts"),
        pl.col("time").min().alias("first_seen"),
        pl.col("time").max().alias("last_seen"),
        pl.col("containment").median().alias("kept"),
        **bits,
    )
    return counts.join(typical, on="code").sort("code")


def _earlier(left: datetime | None, right: datetime | None) -> datetime | None:
    return min((t for t in (left, right) if t is not None), default=None)


def _later(left: datetime | None, right: datetime | None) -> datetime | None:
    return max((t for t in (left, right) if t is not None), default=None)
