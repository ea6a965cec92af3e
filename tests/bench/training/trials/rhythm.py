"""When the accounts of a ring are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .changing import DAY
from .scene import Scene

Way = Literal["burst", "waves", "slow", "steady"]
SPANS: dict[Way, tuple[float, ...]] = {
    "burst": (0.1, 1, 4),
    "waves": (60,),
    "slow": (150,),
    "steady": (40,),
}
"""How a ring's accounts are made, and in how many days."""
WAVE = 0.4 * DAY


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a ring's accounts are made: over a span of seconds from the beginning."""

    way: Way
    begin: float
    span: float

    def times(self, scene: Scene, n: int) -> list[float]:
        """Return when the accounts are made, in order."""
        luck, begin, span = scene.luck, self.begin, self.span
        waves = [begin + luck.random() * span for _ in range(luck.randint(2, 6))]
        if self.way == "burst":
            times = [begin + luck.wait(span) for _ in range(n)]
        elif self.way == "waves":
            times = [luck.choice(waves) + luck.wait(WAVE) for _ in range(n)]
        elif self.way == "slow":
            times = [begin + luck.random() * span for _ in range(n)]
        else:
            times = [begin + i * span / n * luck.uniform(0.9, 1.1) for i in range(n)]
        return sorted(min(time, scene.length - 2 * DAY) for time in times)


def draw_rhythm(scene: Scene) -> Rhythm:
    """Return the rhythm of a ring."""
    luck = scene.luck
    way = luck.choice(list(SPANS))
    begin = luck.uniform(5 * DAY, scene.length * 0.75)
    return Rhythm(way, begin, luck.choice(SPANS[way]) * DAY)
