"""A readable skeleton of a template: its constant text, with a slot where prompts differ."""

from __future__ import annotations

import re

import numpy as np

from linkage.templates.characters import characters
from linkage.templates.index import Hashes
from linkage.templates.tokens import trace

SLOT = "{…}"
LONGEST = 600
"""Characters of a skeleton; the rest is cut."""


def skeleton(prompt: str, scaffold: Hashes) -> str:
    """Return the words of one prompt that belong to the scaffold, folded, and slots between them.

    Only text of the scaffold is shown, which many prompts hold; numbers are shown as ``#``.
    """
    hashes, spans = trace(prompt)
    kept = np.isin(hashes, scaffold)
    content = prompt.encode("utf-8", "replace")
    parts: list[str] = []
    covered = 0
    for begin, end in spans[kept]:
        if begin > covered and _has_words(content[covered:begin]):
            parts.append(f" {SLOT} ")
            covered = int(begin)
        if end > covered:
            parts.append(_text(content[covered:end]))
            covered = int(end)
    if _has_words(content[covered : covered + 4096]):
        parts.append(f" {SLOT}")
    text = re.sub(r"\s+", " ", "".join(parts)).strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _text(part: bytes) -> str:
    folded = characters().fold(part.decode("utf-8", "ignore"))
    return re.sub(r"\d+", "#", re.sub(r"\s+([.?!:;])", r"\1", folded))


def _has_words(part: bytes) -> bool:
    return any(c.isalnum() for c in characters().fold(part.decode("utf-8", "ignore")))
