"""Who gets which of the things that a group shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from tests.bench.training.luck import Luck

T = TypeVar("T")
Pick = Callable[[int], T]
"""Returns a thing for the user with this number."""
MIXED = 0.4
STRAY = 0.08


class Shared(NamedTuple, Generic[T]):
    """Things that a group shares; a member has one with this chance."""

    pick: Pick[T]
    chance: float


def always(thing: T) -> Pick[T]:
    """Return a pick of the same thing for everybody."""
    return lambda _: thing


def any_of(luck: Luck, things: Sequence[T]) -> Pick[T]:
    """Return a pick of any of the things."""
    return lambda _: luck.choice(things)


class Cells(Generic[T]):
    """Users spread over things of which each serves about so many of them.

    They meet in order of arrival, but for some strays, or mixed.
    """

    __slots__ = ("_cumulative", "_luck", "_n", "_stray", "_things")

    def __init__(
        self,
        luck: Luck,
        make: Callable[[], T],
        n: int,
        each: float,
        *,
        mixed: bool | None = None,
        stray: float = STRAY,
    ) -> None:
        if mixed is None:
            mixed = luck.happens(MIXED)
        self._luck = luck
        self._n = n
        self._stray = 1.0 if mixed else stray
        self._things = [make() for _ in range(max(1, round(n / max(1.0, each))))]
        self._cumulative = list(accumulate(luck.spread(1, 0.6) for _ in self._things))

    def __call__(self, number: int) -> T:
        """Return the thing of a user."""
        if self._luck.happens(self._stray):
            return self._luck.choices(self._things, cum_weights=self._cumulative)[0]
        last = len(self._things) - 1
        return self._things[min(last, number * len(self._things) // self._n)]
