"""Redacted examples of a template's prompts, kept only where the settings ask for them."""

from __future__ import annotations

import json
import re

import polars as pl

from linkage.records import ATTRIBUTES

NAME = "examples"
"""Property of a template that holds its examples, as a JSON list of texts."""

MOST = 3
"""Examples of one template."""

LONGEST = 400
"""Characters of an example; the rest is cut."""

KEPT = pl.Schema({"value": pl.String(), "fingerprint": pl.UInt64(), "prompt": pl.String()})
"""Candidates: one row a prompt of a template."""

_REDACTED = (
    (re.compile(r"[^\s@<>\"',;:]+@[^\s@<>\"',;:]+"), "[address]"),
    (re.compile(r"\b[a-zA-Z][a-zA-Z0-9+.-]*://\S+|\bwww\.\S+"), "[link]"),
    (re.compile(r"[A-Za-z0-9+/_=-]{24,}"), "[code]"),
    (re.compile(r"\d"), "#"),
)
"""What is replaced, in this order."""


def redact(prompt: str) -> str:
    """Return the beginning of a prompt without addresses, links, long codes and digits.

    Names and other words stay: redaction lowers the harm of an example, it does not remove it.

    >>> redact("Mail bob@example.org, see https://x.example/a?b=1, or call +1 202 555 0189")
    'Mail [address], see [link] or call +# ### ### ####'
    """
    text = prompt[: 4 * LONGEST]
    for pattern, instead in _REDACTED:
        text = pattern.sub(instead, text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def smallest(candidates: pl.DataFrame, count: int) -> pl.DataFrame:
    """Return of each template the ``count`` candidates (KEPT) whose text has the smallest hash."""
    return (
        candidates.sort("value", "fingerprint", "prompt")
        .unique(["value", "fingerprint"], keep="first", maintain_order=True)
        .group_by("value", maintain_order=True)
        .head(count)
        .select(KEPT.names())
    )


def to_attributes(candidates: pl.DataFrame, count: int) -> pl.DataFrame:
    """Return the examples as records.ATTRIBUTES."""
    rows = [
        ("template", str(value), NAME, json.dumps([redact(prompt) for prompt in part["prompt"]]))
        for (value,), part in smallest(candidates, count).group_by("value", maintain_order=True)
    ]
    return pl.DataFrame(rows, schema=ATTRIBUTES, orient="row")
