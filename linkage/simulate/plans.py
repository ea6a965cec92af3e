"""Plans: links that are used at times of their own, and not by their owners' habits.

Who works so, and how, stands in working.py.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from linkage.simulate.activity import Floats, Ints


@dataclass(frozen=True, slots=True)
class Plan:
    """Links (account, value) of one kind, each with its times.

    ``begin`` and ``end`` are seconds since 1970, NaN where habits rule; the first event is at the
    begin and the second at the end, where they are given. ``turn`` of ``turns`` is the hour that
    the link has in a round of so many hours (1: any hour); ``events`` is how many there are, 0
    for as many as anybody's.
    """

    kind: str
    account: Ints
    value: Ints
    begin: Floats
    end: Floats
    turn: Ints
    turns: Ints
    events: Ints


def plan(kind: str, account: Ints, value: Ints) -> Plan:
    """Return a plan of these links that changes nothing yet."""
    n = len(account)
    return Plan(
        kind,
        account,
        value,
        np.full(n, np.nan),
        np.full(n, np.nan),
        np.zeros(n, np.int64),
        np.ones(n, np.int64),
        np.zeros(n, np.int64),
    )


@dataclass(frozen=True, slots=True)
class Timed:
    """The plans of a table of links, one row a link (Plan)."""

    begin: Floats
    end: Floats
    turn: Ints
    turns: Ints
    events: Ints

    def spans(
        self, part: slice, begin: Floats, end: Floats, latest: float
    ) -> tuple[Floats, Floats]:
        """Return when the links of a slice begin and end, given what habits would have."""
        low, high = self.begin[part], self.end[part]
        start = np.where(np.isnan(low), np.minimum(begin, np.nan_to_num(high, nan=np.inf)), low)
        stop = np.where(np.isnan(high), np.maximum(end, start), np.maximum(high, start))
        return start, np.where(np.isnan(high) & ~np.isnan(low), latest, stop)

    def times(self, row: Ints, number: Ints, time: Floats, start: Floats) -> Floats:
        """Return the times of events as planned.

        ``row`` is each one's link, which is not used before ``start``; ``number`` counts in it.
        """
        begin, end = self.begin[row], self.end[row]
        time = np.where((number == 0) & ~np.isnan(begin), begin, time)
        time = np.where((number == 1) & ~np.isnan(end), end, time)
        turns = self.turns[row]
        hour = np.floor(time / 3600)
        turned = time + 3600 * (self.turn[row] - hour % turns)
        turned = np.where(turned < start, turned + 3600 * turns, turned)
        return np.where(turns > 1, turned, time)


def timed(plans: list[Plan], kind: str, account: Ints, value: Ints, values: int) -> Timed | None:
    """Return the plans of a kind for its links, which are sorted by account and value."""
    mine = [each for each in plans if each.kind == kind]
    if not mine:
        return None
    empty = plan(kind, account, value)
    columns: dict[str, NDArray[np.float64] | Ints] = {}
    keys = account * values + value
    wanted = np.concatenate([each.account * values + each.value for each in mine])
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    there = keys[at] == wanted
    for name in Timed.__annotations__:
        columns[name] = getattr(empty, name)
        given = np.concatenate([getattr(each, name) for each in mine])
        columns[name][at[there]] = given[there]
    return Timed(**columns)  # type: ignore[arg-type]
