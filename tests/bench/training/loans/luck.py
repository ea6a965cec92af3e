"""Draws that the worlds of loans need beside those of the standard library."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


class Luck(random.Random):
    """A source of chance; the same seed gives the same world."""

    def happens(self, chance: float) -> bool:
        """Return whether something of this chance happens."""
        return self.random() < chance

    def wait(self, mean: float) -> float:
        """Return an exponential time."""
        return self.expovariate(1 / mean)

    def magnitude(self, low: float, high: float) -> float:
        """Return a number of any magnitude between two: its logarithm is uniform."""
        return math.exp(self.uniform(math.log(low), math.log(high)))

    def size(self, median: float, sigma: float, least: int, most: int) -> int:
        """Return a lognormal whole number between two others."""
        return min(most, max(least, round(median * math.exp(self.gauss(0, sigma)))))

    def bounded(self, mean: float, deviation: float, low: float, high: float) -> float:
        """Return a normal number, cut to a range."""
        return min(high, max(low, self.gauss(mean, deviation)))

    def weighted(self, weights: Mapping[T, float]) -> T:
        """Return one of the keys, by their weights."""
        return self.choices(list(weights), list(weights.values()))[0]

    def digits(self, n: int) -> str:
        """Return so many hexadecimal digits."""
        return f"{self.getrandbits(4 * n):0{n}x}"
