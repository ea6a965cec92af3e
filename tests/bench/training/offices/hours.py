"""The hours at which accounts are used: of people, of shifts, and of programs."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from tests.bench.training.luck import Luck

from .window import DAY, HOUR

TRIES = 3
EARLY = 1.15
"""Power that puts more of an account's use into the first part of its time."""
SHIFT = 8
WEEKEND = frozenset({0, 6})


class Habit(NamedTuple):
    """Hours of work; a shift or a daily run begins at an hour."""

    name: str
    begin: int = 0


OFFICE, EVENING, DAYTIME, NIGHT = Habit("office"), Habit("evening"), Habit("day"), Habit("night")
PROGRAM = Habit("program")
"""Any hour of the day and the night."""


def daily_run(luck: Luck) -> Habit:
    """Return a program that runs once a day."""
    return Habit("run", luck.randrange(24))


class Hours(NamedTuple):
    """When somebody is at work."""

    habit: Habit
    zone: int = 0
    """Hours from UTC."""
    weekend: float = 1.0
    """How much of the use of working days there is at weekends."""


AROUND_THE_CLOCK = Hours(PROGRAM)

_WEIGHTS: dict[str, tuple[float, ...]] = {
    "office": (*[0.1] * 7, 0.5, 2, 5, 6, 6, 4, 5, 6, 6, 5, 3, 1.5, 1, 0.8, 0.6, 0.4, 0.2),
    "evening": (
        *(1, 0.5, 0.2, 0.1, 0.1, 0.2, 0.5, 1, 1, 1, 1.2, 1.2),
        *(1.5, 1.5, 1.5, 1.5, 2, 2.5, 3.5, 5, 6, 6, 5, 3),
    ),
    "day": (
        *(0.6, 0.3, 0.2, 0.1, 0.1, 0.3, 0.8, 1.5, 2.5, 3.5, 4, 4),
        *(3.5, 3.5, 4, 4, 4, 3.5, 3, 3, 3, 3, 2.3, 1.3),
    ),
    "night": (*(5, 5, 5, 4, 3, 2, 1), *[0.5] * 4, *[1] * 7, 1.5, 2, 3, 4, 5, 5),
}
_CUMULATIVE = {name: list(accumulate(weights)) for name, weights in _WEIGHTS.items()}
_DAY = range(24)


def session_times(luck: Luck, begin: int, end: int, n: int, hours: Hours) -> list[int]:
    """Return the times of so many sessions in a stretch of time."""
    early = EARLY if n > 1 else 1.0
    return [_session_time(luck, begin, end, early, hours) for _ in range(n)]


def _session_time(luck: Luck, begin: int, end: int, early: float, hours: Hours) -> int:
    length = end - begin
    if hours.habit is PROGRAM:
        return int(begin + length * luck.random() ** early)
    shift = hours.zone * HOUR
    time = 0
    for _ in range(TRIES):
        day = (int(begin + length * luck.random() ** early) + shift) // DAY
        time = day * DAY - shift + _second(luck, hours.habit)
        # The epoch began on a Thursday.
        if ((time + shift) // DAY + 4) % 7 in WEEKEND and luck.random() > hours.weekend:
            continue
        if begin <= time <= end:
            break
    if not begin <= time <= end:
        return int(begin + luck.random() * max(60, min(length, 10 * HOUR)))
    return time


def _second(luck: Luck, habit: Habit) -> int:
    """Return a second of the day, in local time."""
    if habit.name == "run":
        return habit.begin * HOUR + int(luck.random() * 600)
    if habit.name == "shift":
        hour = (habit.begin + luck.randrange(SHIFT)) % 24
    else:
        hour = luck.choices(_DAY, cum_weights=_CUMULATIVE[habit.name])[0]
    return hour * HOUR + int(luck.random() * HOUR)
