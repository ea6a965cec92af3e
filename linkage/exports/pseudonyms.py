"""Masked values that stay apart: two e-mail addresses that look alike masked get a number."""

from __future__ import annotations

from collections.abc import Callable


class Pseudonyms:
    """Names values by their mask, numbered in the order in which they are first asked for.

    >>> names = Pseudonyms(lambda kind, value: value[0] + "…")
    >>> names.of("email", "ann"), names.of("email", "abe"), names.of("email", "ann")
    ('a…', 'a… (2)', 'a…')
    """

    def __init__(self, mask: Callable[[str, str], str]) -> None:
        self._mask = mask
        self._names: dict[tuple[str, str], str] = {}
        self._taken: dict[tuple[str, str], int] = {}

    def of(self, kind: str, value: str) -> str:
        """Return the name of a value: itself if it is not masked, else its numbered mask."""
        known = self._names.get((kind, value))
        if known is not None:
            return known
        shown = self._mask(kind, value)
        if shown == value:
            return value
        number = self._taken[kind, shown] = self._taken.get((kind, shown), 0) + 1
        name = self._names[kind, value] = shown if number == 1 else f"{shown} ({number})"
        return name
