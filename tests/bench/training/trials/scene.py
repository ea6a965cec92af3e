"""The scene of a world: its window of time, its networks and things, and its accounts so far."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from tests.bench.training.luck import Luck

from .accounts import Account
from .changing import DAY
from .internet import Internet
from .mail import Mail
from .things import Things

OLD = 0.42
"""Strangers whose accounts are older than the window."""
OLDEST = 720 * DAY


class Scene:
    """A world while it is being made; times are seconds since the window begins."""

    def __init__(self, luck: Luck, size: int, difficulty: float) -> None:
        self.luck = luck
        self.size = size
        """Accounts that it shall have."""
        self.difficulty = difficulty
        self.length = luck.randint(185, 355) * DAY
        start = datetime(2025, luck.randint(1, 8), luck.randint(1, 28), tzinfo=UTC)
        self.start = int(start.timestamp())
        self.weekday = start.weekday()
        self.internet = Internet(luck, size)
        self.things = Things(luck, size)
        self.mail = Mail(luck)
        self.accounts: list[Account] = []

    def grown(self, easy: float, hard: float) -> float:
        """Return a number between that of the easiest and that of the hardest world."""
        return easy + (hard - easy) * self.difficulty

    def born(self) -> float:
        """Return when a stranger signed up."""
        luck = self.luck
        if luck.happens(OLD):
            return -OLDEST * math.pow(luck.random(), 1.3)
        return (self.length - 2 * DAY) * math.pow(luck.random(), 0.85)

    def until(self, time: float) -> float:
        """Return a time, or the end of the window where that is earlier."""
        return min(self.length, time)

    def signup(self, time: float) -> float:
        """Return a time that leaves a day of the window, at least."""
        return min(self.length - DAY, time)

    def signups(self, n: int, *days: float) -> list[float]:
        """Return when people of a group sign up: some in bursts of some days, the rest whenever."""
        luck = self.luck
        together = luck.random()
        burst = luck.choice(days or (0.05, 0.3, 1, 5, 30)) * DAY
        begins = [
            luck.uniform(-200 * DAY, self.length - 20 * DAY)
            if luck.happens(0.3)
            else luck.uniform(5 * DAY, self.length - 25 * DAY)
            for _ in range(luck.randint(1, 3))
        ]
        return sorted(
            luck.choice(begins) + luck.wait(burst) if luck.happens(together) else self.born()
            for _ in range(n)
        )

    def group_size(self, least: int, most: int, part: int = 1, floor: int = 10) -> int:
        """Return a size of any magnitude, at most one part of the world or else the floor."""
        size = round(self.luck.magnitude(least, most))
        return min(size, max(floor, self.size // part))
