"""How groups work with what they share: by handover, in rotation, with a shift of subject.

*Handover*: accounts use one thing one after the other. *Rotation*: accounts use one thing equally
often and take turns by the hour. *Shift*: on one day accounts drop one thing and begin another.
Rings work so where the dials of these names say so, and then some honest people do too: temporary
staff who take a desk over, shift workers at one device, a class whose assignment starts on a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from linkage.simulate.activity import Ints
from linkage.simulate.draft import END, START, Draft
from linkage.simulate.plans import plan

_DAY = 86_400
ROTATED = 24
"""Events, on average, of an account on something that is used in rotation."""
DAILY = 9
"""Events at most, beyond three, of an account that has something to itself for a while."""
SETTLED = 3 * _DAY
"""Time that an account was there, at least, when it shifts."""
DESK = 6
"""People of a company for each desk that is shared."""


def start_assignments(draft: Draft, classes: Sequence[Ints]) -> None:
    """Let some classes get an assignment, which all begin on one day."""
    share = draft.settings.resolved_dials().shift
    if not share:
        return
    rng = draft.random(61)
    created = draft.account_column("created")
    nothing = np.zeros(0, np.int64)
    for members in classes:
        if rng.random() < share:
            users = members[rng.random(len(members)) < 0.85]
            fresh = users, np.repeat(draft.add_values("template", 1), len(users))
            draft.link("template", *fresh, weight=4.0)
            shift(draft, rng, (nothing, nothing), fresh, some_day(rng), created)


def share_desks(draft: Draft, accounts: Ints, owner: Ints) -> None:
    """Let some companies have temporary staff at desks, or shift workers at one device.

    ``owner`` is the company of each of the accounts.
    """
    dials = draft.settings.resolved_dials()
    if not (dials.handover or dials.rotation):
        return
    rng = draft.random(62)
    created = draft.account_column("created")
    for company in range(int(owner.max(initial=-1)) + 1):
        way = rng.random(2) < (dials.handover, dials.rotation)
        members = accounts[owner == company]
        users = members[rng.random(len(members)) < 0.5]
        if not way.any() or not len(users):
            continue
        desks = draft.add_values("device", 1 + len(users) // DESK)
        at = users, np.sort(rng.choice(desks, len(users)))
        draft.link("device", *at, weight=4.0)
        if way[0]:
            hand_over(draft, rng, "device", at, created)
        else:
            rotate(draft, rng, "device", at, block=8)


def some_day(rng: np.random.Generator) -> int:
    """Return a midnight (seconds since 1970) in the middle of the window."""
    return START + _DAY * int(rng.integers(15, (END - START) // _DAY - 5))


class Uses:
    """Which accounts use which values of a kind, of all links that a draft holds by now."""

    def __init__(self, draft: Draft, kind: str) -> None:
        account = np.concatenate(draft.links[kind].chunks["account"]).astype(np.int64)
        value = np.concatenate(draft.links[kind].chunks["value"]).astype(np.int64)
        key = np.unique(value * draft.size + account)
        self._value, self._account = key // draft.size, key % draft.size

    def of(self, values: Ints, accounts: Ints) -> tuple[Ints, Ints]:
        """Return (account, value) of the uses of a run of values by a run of accounts."""
        low = np.searchsorted(self._value, values[0])
        high = np.searchsorted(self._value, values[-1], side="right")
        account, value = self._account[low:high], self._value[low:high]
        inside = (account >= accounts[0]) & (account <= accounts[-1])
        return account[inside], value[inside]


def hand_over(
    draft: Draft, rng: np.random.Generator, kind: str, uses: tuple[Ints, Ints], created: Ints
) -> None:
    """Let the users of each value have it one after the other, in the order of their sign-up."""
    account, value = uses
    order = np.lexsort((account, created[account], value))
    planned = plan(kind, account[order], value[order])
    first = np.flatnonzero(np.diff(planned.value, prepend=-1, append=-1))
    for low, high in pairwise(first):
        now = max(float(START), float(created[planned.account[low]]))
        for i in range(low, high):
            begin = max(now, float(created[planned.account[i]]))
            share = (END - 1 - begin) / (high - i)
            planned.begin[i] = begin + share * rng.uniform(0.0, 0.05)
            planned.end[i] = begin + share * rng.uniform(0.85, 1.0)
            planned.events[i] = 3 + min(DAILY, int(share / _DAY))
            now = planned.end[i]
    draft.plans.append(planned)


def rotate(
    draft: Draft, rng: np.random.Generator, kind: str, uses: tuple[Ints, Ints], block: int = 1
) -> None:
    """Let the users of each value take turns of ``block`` hours, and use it equally often."""
    account, value = uses
    order = np.lexsort((account, value))
    planned = plan(kind, account[order], value[order])
    first = np.flatnonzero(np.diff(planned.value, prepend=-1))
    sizes = np.diff(np.append(first, len(order)))
    place = np.arange(len(order)) - np.repeat(first, sizes)
    rounds = np.minimum(np.repeat(sizes, sizes), 24 // block)
    planned.turns[:] = rounds * block
    planned.turn[:] = place % rounds * block
    if block > 1:  # People work through their shift: any hour of it.
        planned.turn[:] += rng.integers(0, block, len(order))
    planned.events[:] = ROTATED + rng.integers(-2, 3, len(order))
    draft.plans.append(planned)


def shift(
    draft: Draft,
    rng: np.random.Generator,
    uses: tuple[Ints, Ints],
    fresh: tuple[Ints, Ints],
    day: int,
    created: Ints,
) -> None:
    """Let accounts leave the ``uses`` (account, template) by a day, and begin the fresh ones."""
    for (account, value), begins in ((uses, False), (fresh, True)):
        there = created[account] < day - SETTLED
        planned = plan("template", account[there], value[there])
        hours = rng.uniform(0, 14 * 3600, len(planned.account))
        if begins:
            planned.begin[:] = day + hours
        else:
            planned.end[:] = day - hours
        draft.plans.append(planned)
