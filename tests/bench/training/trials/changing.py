"""Things that are not what they were: edited prompts, fingerprints that change with updates."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias, TypeVar

from tests.bench.training.luck import Luck

T = TypeVar("T")
HOUR = 3600.0
DAY = 86_400.0


class Changing(Protocol):
    """Something that shows another value at another time."""

    def at(self, time: float, /) -> str:
        """Return what is seen of it at a time (seconds)."""


Thing: TypeAlias = "str | Changing"


def shown(thing: Thing, time: float) -> str:
    """Return what is seen of a thing at a time."""
    return thing if isinstance(thing, str) else thing.at(time)


class Renewed:
    """Something that is made anew every so many days."""

    __slots__ = ("_known", "_make", "_period", "_phase")

    def __init__(self, luck: Luck, make: Callable[[], str], days: float) -> None:
        self._make = make
        self._period = days * DAY
        self._phase = luck.random()
        self._known: dict[int, str] = {}

    def at(self, time: float, /) -> str:
        """Return the version of a time."""
        number = math.floor(time / self._period + self._phase)
        if number not in self._known:
            self._known[number] = self._make()
        return self._known[number]


def popular(luck: Luck, things: Sequence[T], skew: float = 1.0) -> T:
    """Return one of the things, the first ones far more often; less so with more ``skew``."""
    rank = int(len(things) ** (luck.random() ** (1 / skew))) - 1
    return things[min(len(things) - 1, rank)]
