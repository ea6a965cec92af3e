"""Handover: what the group owns is used by one account after the other, without a gap.

Looked at are identifiers that one operator can own, with three members or more on them and hardly
anybody else. A spell is an account's time on one, from first to last, of two events or more. A
handover is a spell that ends before the next one begins, at most ``SOON`` days later. Were the
spells at random places in a window W, the next one to begin after a spell from s to s + a would
begin within g days of its end with chance

    prod (1 - |[s, s + a] in R_j| / |R_j|) - prod (1 - |[s, s + a + g] in R_j| / |R_j|),

R_j = [0, W - b_j] where spell j of the others can begin, averaged over ``PLACES`` of s: none
begins while it lasts, and one does soon after. W is the time in which the group used such things.
Handovers are rare and hardly depend on each other, so that their number is near a Poisson one
(Arratia, Goldstein and Gordon, 1989, "Two moments suffice for Poisson approximations").
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.compiled import compiled
from linkage.discovery.holdings import Holdings
from linkage.discovery.timing.effect import Effect, effect
from linkage.discovery.timing.spells import Spells
from linkage.discovery.timing.tails import many
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens

SOON = 2.0
"""Days between two spells up to which the second takes over from the first."""
OWNED = 0.5
"""Share of an identifier's other accounts that are in the group, at least."""
PLACES = 16
"""Places of a spell in its window over which its chance is averaged."""
FEW = 3
"""Members on an identifier, at least: two may be one person with a new account."""


def own_rows(tokens: Tokens, held: Holdings) -> Flags:
    """Return which rows of the holdings are identifiers that the group has to itself."""
    mine = tokens.plain[held.token] & ~tokens.hub[held.token] & (held.owned >= OWNED)
    return np.asarray(mine & (held.members >= FEW))


def handovers(tokens: Tokens, held: Holdings, spells: Spells) -> Effect:
    """Return the share of each group's members that hand over or take over beyond chance."""
    rows = own_rows(tokens, held) & tokens.ownable[tokens.kind[held.token]]
    first, last = spells.first[held.link], spells.last[held.link]
    usable = rows[held.row] & (spells.count[held.link] >= 2) & (last > first)
    usable &= (np.bincount(held.row[usable], minlength=len(rows)) >= FEW)[held.row]
    order = np.flatnonzero(usable)
    order = order[np.lexsort((held.member[order], last[order], first[order], held.row[order]))]
    row, member, first, last = held.row[order], held.member[order], first[order], last[order]
    gap = first[1:] - last[:-1]
    handed = (row[1:] == row[:-1]) & (gap >= 0) & (gap <= SOON)
    group = held.group[row]
    window = _windows(group, first, last, held.groups)
    expected = np.zeros(held.groups)
    _expect(row, group, first, last, window, expected)
    observed = np.bincount(group[1:][handed], minlength=held.groups).astype(float)
    part = np.unique(np.concatenate([member[1:][handed], member[:-1][handed]]))
    members = _of_groups(held, part)
    beyond = 1.0 - expected / np.maximum(observed, 1.0)
    share = members / np.maximum(held.sizes, 1) * np.clip(beyond, 0.0, 1.0)
    known = window > 0
    return effect(share, known, members, (observed, expected), many(observed, expected))


def _of_groups(held: Holdings, members: Longs) -> Longs:
    """Return (groups,) how many of these accounts each group has."""
    group = np.full(int(held.member.max(initial=-1)) + 1, -1, dtype=np.int64)
    group[held.member] = held.group[held.row]
    return np.bincount(group[members], minlength=held.groups).astype(np.int64)


def _windows(group: Longs, first: Floats, last: Floats, groups: int) -> Floats:
    """Return (groups,) the days from the first to the last time in these spells."""
    begin, end = np.full(groups, np.inf), np.full(groups, -np.inf)
    np.minimum.at(begin, group, first)
    np.maximum.at(end, group, last)
    return np.asarray(np.where(end > begin, end - begin, 0.0))


@compiled
def _expect(
    row: Longs, group: Longs, first: Floats, last: Floats, window: Floats, expected: Floats
) -> None:
    """Add up the chance that each spell is handed over to another of its row (sorted by row)."""
    begin = 0
    for i in range(len(row)):
        if row[i] != row[begin]:
            begin = i
        whole, a = window[group[i]], last[i] - first[i]
        end = begin
        while end < len(row) and row[end] == row[i]:
            end += 1
        for place in range(PLACES):
            start = (place + 0.5) / PLACES * (whole - a)
            free, late = 1.0, 1.0
            for j in range(begin, end):
                room = whole - last[j] + first[j]
                if j != i and room > start:
                    free *= max(1.0 - (min(start + a, room) - start) / room, 0.0)
                    late *= max(1.0 - (min(start + a + SOON, room) - start) / room, 0.0)
            expected[group[i]] += (free - late) / PLACES
