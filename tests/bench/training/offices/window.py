"""The window of time of a world, and when accounts in it begin and end."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tests.bench.training.luck import Luck

HOUR, DAY = 3600, 86_400
FIRST_DAY = 1_740_787_200
"""The first day on which a window may begin, in spring 2025."""
ESTABLISHED = 0.33
"""Share of strangers who had their account before the window."""

Mode = Literal["burst", "waves", "drip", "grow", "trickle"]


class Signups(NamedTuple):
    """How the sign-ups of a group lie in time; a burst or a wave is so many ``days`` long."""

    mode: Mode = "trickle"
    days: float = 1.0
    waves: int = 1


TRICKLE, DRIP, GROW = Signups("trickle"), Signups("drip"), Signups("grow")


class Window:
    """The time from which events are known."""

    def __init__(self, luck: Luck) -> None:
        self._luck = luck
        self.begin = FIRST_DAY + luck.randrange(200) * DAY
        self.end = self.begin + luck.randint(190, 361) * DAY

    def since(self, time: float) -> float:
        """Return a time, or the begin of the window if that is later."""
        return max(self.begin, time)

    def until(self, time: float) -> float:
        """Return a time, or the end of the window if that is earlier."""
        return min(self.end, time)

    def moment(self, after: float, before: float) -> float:
        """Return any moment so many days after the begin and before the end."""
        return self._luck.uniform(self.begin + after * DAY, self.end - before * DAY)

    def lifetime(self, begin: float, median: float, sigma: float, least: float) -> float:
        """Return when an account ends that lives about so many days in the window."""
        days = max(least, self._luck.spread(median, sigma))
        return self.until(self.since(begin) + days * DAY)

    def life(self, brief: float = 0.25) -> tuple[float, float]:
        """Return begin and end of the account of a stranger; this share of them are brief."""
        luck = self._luck
        if luck.happens(ESTABLISHED):
            begin = luck.uniform(self.begin - 300 * DAY, self.begin)
        else:
            begin = self.moment(0, 1)
        if luck.happens(brief):
            return begin, self.lifetime(begin, 6, 1, 0.1)
        return begin, self.lifetime(begin, 150, 0.8, 5)

    def signups(self, n: int, how: Signups) -> list[float]:
        """Return the times of so many sign-ups, in order."""
        latest = self.end - 6 * HOUR
        return sorted(min(time, latest) for time in self._signups(n, how))

    def _signups(self, n: int, how: Signups) -> list[float]:
        luck, length = self._luck, self.end - self.begin
        if how.mode in {"burst", "waves"}:
            before = 5 if how.mode == "burst" else 3
            starts = [self.moment(0, before) for _ in range(how.waves)]
            return [luck.choice(starts) + luck.uniform(0, how.days * DAY) for _ in range(n)]
        if how.mode == "drip":
            first = luck.uniform(self.begin, self.begin + length / 2)
            last = luck.uniform(first + 30 * DAY, self.end)
            return [luck.uniform(first, last) for _ in range(n)]
        if how.mode == "grow":
            first, span = self.begin - 150 * DAY, length + 148 * DAY
            return [first + span * luck.betavariate(1.6, 1) for _ in range(n)]
        return [self.moment(-250, 2) for _ in range(n)]
