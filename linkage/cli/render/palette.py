"""Colours by meaning, and the words and shapes that say the same without colour."""

from __future__ import annotations

from rich.theme import Theme

THEME = Theme(
    {
        "title": "bold",
        "heading": "bold cyan",
        "quiet": "bright_black",
        "name": "cyan",
        "for": "yellow",
        "against": "blue",
        "good": "green",
        "warn": "yellow",
        "bad": "bold red",
        "level4": "bold red",
        "level3": "red",
        "level2": "yellow",
        "level1": "blue",
        "level0": "bright_black",
    }
)
"""The sixteen colours of the terminal's own scheme, so that dark and light ones both work."""

_LEVELS = (
    (0.999, "almost certain", "●", "level4"),
    (0.99, "very likely", "●", "level3"),
    (0.9, "likely", "◕", "level2"),
    (0.5, "possible", "◑", "level1"),
    (0.0, "unlikely", "○", "level0"),
)


def level(probability: float) -> tuple[str, str, str]:
    """Return word, shape and style of a probability.

    >>> level(0.9995)[:2], level(0.6)[:2]
    (('almost certain', '●'), ('possible', '◑'))
    """
    for floor, word, shape, style in _LEVELS:
        if probability >= floor:
            return word, shape, style
    return _LEVELS[-1][1:]
