"""Draws that the worlds of other makers need beside those of the standard library."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Luck(random.Random):
    """A source of chance; the same seed gives the same world."""

    def happens(self, chance: float) -> bool:
        """Return whether something of this chance happens."""
        return self.random() < chance

    def count(self, n: int, chance: float) -> int:
        """Return how many of ``n`` things happen."""
        return sum(self.random() < chance for _ in range(n))

    def wait(self, mean: float) -> float:
        """Return an exponential time."""
        return self.expovariate(1 / mean)

    def spread(self, median: float, sigma: float) -> float:
        """Return a lognormal number."""
        return median * math.exp(self.gauss(0, sigma))

    def size(self, median: float, sigma: float, least: int, most: int) -> int:
        """Return a lognormal whole number between two others."""
        return round(min(most, max(least, self.spread(median, sigma))))

    def magnitude(self, low: float, high: float) -> float:
        """Return a number of any magnitude between two: its logarithm is uniform."""
        return math.exp(self.uniform(math.log(low), math.log(high)))

    def bounded(self, mean: float, deviation: float, low: float, high: float) -> float:
        """Return a normal number, cut to a range."""
        return min(high, max(low, self.gauss(mean, deviation)))

    def weighted(self, weights: Mapping[T, float]) -> T:
        """Return one of the keys, by their weights."""
        return self.choices(list(weights), list(weights.values()))[0]

    def token(self, digits: int = 16) -> str:
        """Return a hexadecimal id; of 16 digits nothing else has it."""
        return f"{self.getrandbits(4 * digits):0{digits}x}"

    def tokens(self, n: int) -> list[str]:
        """Return so many new ids."""
        return [self.token() for _ in range(n)]

    def few(self, low: int, high: int) -> list[str]:
        """Return between so and so many new ids."""
        return self.tokens(self.randint(low, high))

    def some(self, values: Sequence[T], low: int, high: int) -> list[T]:
        """Return between so and so many of the values, all where there are fewer."""
        return self.sample(values, min(len(values), self.randint(low, high)))


class Weighted(Generic[T]):
    """Things of which some are drawn more often than others."""

    __slots__ = ("_cumulative", "things")

    def __init__(self, things: Iterable[T], weights: Iterable[float]) -> None:
        self.things = list(things)
        self._cumulative = list(accumulate(weights))

    @classmethod
    def of(cls, weights: Mapping[T, float]) -> Weighted[T]:
        """Return the keys of a table, with its weights."""
        return cls(weights, weights.values())

    @classmethod
    def ranked(cls, things: Sequence[T], offset: float, power: float = 1.0) -> Weighted[T]:
        """Return things whose weight falls with a power of their rank, as popularity does."""
        return cls(things, [(rank + offset) ** -power for rank in range(len(things))])

    def draw(self, luck: Luck) -> T:
        """Return one of them."""
        return luck.choices(self.things, cum_weights=self._cumulative)[0]
