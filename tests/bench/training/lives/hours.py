"""The window of these worlds, and the hours at which people and operators are awake."""

from __future__ import annotations

from typing import Literal

from tests.bench.training.luck import Luck, Weighted

DAY = 86_400.0
START = 1_746_057_600
"""Beginning of the window (2025-05-01 in UTC); all times are seconds since then."""
END = 305 * DAY
Hours = Literal["waking", "shift", "any"]
"""When an account is used: as people live, in a shift around the afternoon, or by a machine."""
WAKING = Weighted(
    range(24),
    (
        *(2, 1, 0.6, 0.4, 0.4, 0.6, 1.5, 3, 5, 6.5, 7, 6.5),
        *(5.5, 6, 6.5, 6.5, 6, 5.5, 5, 5.5, 6.5, 6.5, 5.5, 3.5),
    ),
)
LAUNCHES = 7
"""Days on which many strangers sign up."""
AT_LAUNCH = 0.08


def in_hours(luck: Luck, time: float, offset: float, hours: Hours = "waking") -> float:
    """Move a time to a likely hour of its day, ``offset`` hours ahead of UTC."""
    if hours == "any":
        return time
    local = min(23.0, max(0.0, luck.gauss(14, 3))) if hours == "shift" else WAKING.draw(luck)
    return time // DAY * DAY + ((local - offset + luck.random()) * 3600) % DAY


class SignUps:
    """When people sign up: ever more of them, and many on the days of a launch."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self._launches = [luck.random() * END for _ in range(LAUNCHES)]

    def draw(self, offset: float, earliest: float = 0.0) -> float:
        """Return a time of a sign-up, after ``earliest`` where that is given."""
        luck = self._luck
        if not earliest and luck.happens(AT_LAUNCH):
            time = luck.choice(self._launches) + luck.wait(1.5 * DAY)
        else:
            time = earliest + (END - 2 * DAY - earliest) * luck.random() ** 0.75
        return min(END - DAY, max(3600.0, in_hours(luck, time, offset)))
