"""When the members of a group sign up."""

from __future__ import annotations

from typing import Literal

from tests.bench.training.luck import Luck

from .networks import DAY

Mode = Literal["burst", "waves", "drift", "spread"]
MODES: dict[Mode, float] = {"burst": 3, "waves": 3, "drift": 3, "spread": 2}


class Window:
    """The stretch of time that is observed, in seconds."""

    def __init__(self, luck: Luck, start: float) -> None:
        self._luck = luck
        self.begin = start
        self.end = start + luck.uniform(200, 350) * DAY
        self.length = self.end - self.begin

    def signup(self) -> float:
        """Return when a stranger signs up; the service grows."""
        share: float = self._luck.random() ** 0.8
        return self.begin + self.length * share * 0.985

    def signups(self, n: int, mode: Mode | None = None) -> list[float]:
        """Return when the members of a group sign up, in one way or in any."""
        luck = self._luck
        way: Mode = luck.weighted(MODES) if mode is None else mode
        start = self.begin + luck.random() * self.length * 0.85
        if way == "burst":
            width = luck.magnitude(0.02, 5) * DAY
            return [start + luck.random() * width for _ in range(n)]
        if way == "waves":
            width = luck.uniform(0.1, 4) * DAY
            waves = range(luck.randint(2, 6))
            starts = [self.begin + luck.random() * self.length * 0.93 for _ in waves]
            return [luck.choice(starts) + luck.random() * width for _ in range(n)]
        if way == "drift":
            width = luck.uniform(20, 120) * DAY
            return [min(self.end - DAY, start + luck.random() ** 1.5 * width) for _ in range(n)]
        return [self.signup() for _ in range(n)]
