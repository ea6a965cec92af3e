"""When things happen: daily and weekly habits, and the schedules of operators and classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.simulate.hashing import uniforms
from linkage.simulate.places import weekly_curves

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_WEEK = 168
_MONDAY = 96
"""The first Monday midnight after 1970-01-01, in hours."""


class Habits:
    """Draws human times by inverting the cumulated activity of a country's week."""

    def __init__(self) -> None:
        curves = weekly_curves()
        self._steps = curves
        starts = np.cumsum(curves, axis=1) - curves
        self._starts = starts
        self._flat = (starts + np.arange(len(curves))[:, None]).ravel()

    def amount(self, country: Ints, seconds: Floats) -> Floats:
        """Return the activity from a fixed Monday to each time (seconds), in weeks' worth."""
        hours = seconds / 3600 - _MONDAY
        weeks = np.floor(hours / _WEEK)
        within = hours - weeks * _WEEK
        slot = np.minimum(within.astype(np.int64), _WEEK - 1)
        return np.asarray(
            weeks + self._starts[country, slot] + (within - slot) * self._steps[country, slot]
        )

    def time(self, country: Ints, amount: Floats) -> Floats:
        """Return the time (seconds) at which a country's activity reaches this amount."""
        weeks = np.floor(amount)
        rest = np.minimum(amount - weeks, np.nextafter(1.0, 0.0))
        slot = np.searchsorted(self._flat, rest + country, side="right") - 1 - country * _WEEK
        slot = np.clip(slot, 0, _WEEK - 1)
        within = (rest - self._starts[country, slot]) / self._steps[country, slot]
        return np.asarray((weeks * _WEEK + slot + np.clip(within, 0, 1) + _MONDAY) * 3600)

    def draw(self, country: Ints, start: Floats, end: Floats, chance: Floats) -> Floats:
        """Return a time in [start, end] for each uniform ``chance``, by the country's habits."""
        low, high = self.amount(country, start), self.amount(country, end)
        return np.clip(self.time(country, low + chance * (high - low)), start, end)


@dataclass(frozen=True, slots=True)
class Schedules:
    """Hours at which whole groups work: ``starts[offsets[s]:offsets[s + 1]]``, ascending."""

    starts: Ints
    offsets: Ints
    jitter: Floats
    """Standard deviation of a schedule's times, in seconds."""

    @classmethod
    def build(cls, hours: Sequence[Ints], jitter: Sequence[float]) -> Schedules:
        """Return schedules from a list of hours (seconds since 1970) each."""
        sizes = np.array([0, *(len(h) for h in hours)], np.int64)
        starts = np.concatenate([np.sort(h) for h in hours]) if hours else np.empty(0, np.int64)
        return cls(starts.astype(np.int64), np.cumsum(sizes), np.array(jitter, np.float64))

    def draw(self, schedule: Ints, keys: NDArray[np.uint64]) -> Floats:
        """Return a time (seconds) in one of the hours of each schedule."""
        low, high = self.offsets[schedule], self.offsets[schedule + 1]
        run = low + (uniforms(keys, 11) * (high - low)).astype(np.int64)
        radius = np.sqrt(-2 * np.log1p(-uniforms(keys, 12)))
        normal = radius * np.cos(2 * np.pi * uniforms(keys, 13))
        return np.asarray(
            self.starts[run] + 3000 * uniforms(keys, 14) + normal * self.jitter[schedule]
        )
