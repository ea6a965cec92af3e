"""Small sets of prompts from scripts, for the tests of this folder."""

from __future__ import annotations

import random

REVIEW = (
    "You are a careful reviewer of compiler patches. "
    "Read the change below and list every defect that you can find. "
    "Answer with one defect per line and nothing else."
)
POEM = (
    "Write twelve lines of verse in the manner of an old sailor. "
    "Mention the harbour and the lighthouse at least once. "
    "Never use the same rhyme twice in a row."
)
WORDS = [f"{a}{b}{c}" for a in ("ba", "ke", "li", "mo") for b in "rstn" for c in ("a", "el", "ing")]


def content(source: random.Random, words: int = 30) -> str:
    """Return text that hardly repeats."""
    return " ".join(source.choice(WORDS) + source.choice(WORDS) for _ in range(words))


def written(script: str, count: int, seed: int = 0) -> list[str]:
    """Return distinct prompts of a script with content after it."""
    source = random.Random(seed)
    return [f"{script}\n\n{content(source)}" for _ in range(count)]


def one_off(count: int, seed: int = 1) -> list[str]:
    """Return prompts that share nothing."""
    source = random.Random(seed)
    return [content(source, source.randint(5, 40)) for _ in range(count)]
