"""Temporal patterns in words, for groups that are shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from linkage.discovery.holdings import Holdings
from linkage.discovery.timing.effect import Effect
from linkage.discovery.timing.groups import Timing, timing
from linkage.discovery.timing.handover import SOON
from linkage.discovery.timing.shifts import leavers
from linkage.discovery.timing.times import Times
from linkage.discovery.tokens import Longs, Tokens
from linkage.records import TimePattern

RARE = -3.0
"""log10 of the chance up to which a pattern is shown."""
SEEN = 0.05
"""Effect, of 1, from which a pattern is shown."""


def time_patterns(
    tokens: Tokens, held: Holdings, labels: Longs, times: Times
) -> tuple[tuple[TimePattern, ...], ...]:
    """Return the patterns of each group that chance hardly gives, the rarest by chance first."""
    found = timing(tokens, held, labels, times)
    left = leavers(tokens, times.spells, labels, found.shift.when)
    return tuple(_patterns(found, group, int(left[group])) for group in range(held.groups))


def _patterns(found: Timing, group: int, left: int) -> tuple[TimePattern, ...]:
    sentences = {
        "handover": _handover(found.handover, group),
        "rotation": _rotation(found.rotation, group),
        "day_lockstep": _lockstep(found.day_lockstep, group, "on the same days"),
        "hour_lockstep": _lockstep(found.hour_lockstep, group, "at the same hours of the day"),
        "shift": _shift(found.shift, group, left),
    }
    rows = []
    for name, sentence in sentences.items():
        effect: Effect = getattr(found, name)
        if effect.value[group] >= SEEN and effect.log10_p[group] <= RARE:
            rows.append(
                TimePattern(
                    name=name,
                    members=int(effect.members[group]),
                    observed=float(effect.observed[group]),
                    expected=float(effect.expected[group]),
                    log10_p=float(effect.log10_p[group]),
                    sentence=sentence,
                )
            )
    return tuple(sorted(rows, key=lambda row: (row.log10_p, row.name)))


def _handover(effect: Effect, group: int) -> str:
    return (
        f"{effect.members[group]} members hand over what the group owns: one account's use ends,"
        f" and within {SOON:.0f} days the next one's begins."
    )


def _rotation(effect: Effect, group: int) -> str:
    return (
        f"{effect.members[group]} members use the same things about equally often, and seldom two"
        " of them in the same hour: they take turns. Shift workers do so too."
    )


def _lockstep(effect: Effect, group: int, when: str) -> str:
    times = effect.observed[group] / max(float(effect.expected[group]), 1e-9)
    return (
        f"{effect.members[group]} members are active {when}: how many are varies {times:.1f} times"
        " as much as it does among accounts on their own. Classes and offices do so too."
    )


def _shift(effect: Effect, group: int, left: int) -> str:
    day = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=max(int(effect.when[group]), 0))
    left_too = f", and {left} left something else then or the day before" if left else ""
    return (
        f"On {day:%Y-%m-%d} {effect.members[group]} members began something new to them"
        f"{left_too}. A class with an assignment does so too."
    )
