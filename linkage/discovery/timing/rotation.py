"""Rotation: a load balancer spreads work evenly over accounts, and lets them take turns.

Looked at are identifiers that a group has to itself, with three members or more and enough events.
*Even*: the logarithms of the members' counts vary less than those of people on one identifier of
the kind do. With SS the sum of squares around each identifier's mean, s2 the people's variance and
c the mean count, R = sum SS / sum (k - 1) s2 is 1 for people and F = sum (k - 1) / c over the same
for what only a Poisson count varies by; evenness is (1 - R) / (1 - F). *Turns*: members are active
in the same hour less often than chance gives for the hours that each has on the same day:
1 - O / E, with O the pairs of members in one hour and E = sum over days of pairs h_i h_j / 24 (a
lower bound: people keep to a part of the day, and samples of hours are coordinated). Both must
hold, so the chance is the larger one (intersection-union test; Berger, 1982).
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.compiled import compiled
from linkage.discovery.holdings import Holdings
from linkage.discovery.timing.effect import Effect, effect
from linkage.discovery.timing.handover import FEW, own_rows
from linkage.discovery.timing.spells import Spells
from linkage.discovery.timing.tails import few, narrow
from linkage.discovery.tokens import Flags, Floats, Ints, Longs, Tokens

EVENTS = 4.0
"""Mean events of an account on an identifier from which evenness shows."""
PEOPLE = 30
"""Links, beyond one an identifier, from which people's spread is known."""


def people_spread(tokens: Tokens, spells: Spells) -> Floats:
    """Return (kinds,) the variance of log counts on one identifier, NaN where too few tell."""
    plain = tokens.sighting >= 0
    code = tokens.account_tokens[plain]
    square, mean, links = _spread(code, spells.count[plain], tokens.count)
    tell = (links >= FEW) & (mean >= EVENTS)
    kinds = max(len(tokens.kinds), 1)
    free = np.bincount(tokens.kind[tell], links[tell] - 1, minlength=kinds)
    total = np.bincount(tokens.kind[tell], square[tell], minlength=kinds)
    return np.where((free >= PEOPLE) & (total > 0), total / np.maximum(free, 1), np.nan)


def rotations(tokens: Tokens, held: Holdings, spells: Spells, people: Floats) -> Effect:
    """Return the share of each group's members that take turns evenly, beyond chance."""
    usual = people[tokens.kind[held.token]]
    links = own_rows(tokens, held)[held.row]
    row, link = held.row[links], held.link[links]
    square, mean, members = _spread(row, spells.count[link], len(held.token))
    tell = (members >= FEW) & (mean >= EVENTS) & ~np.isnan(usual)
    together, expected = _common_hours(tokens, spells, row, link, tell)

    def summed(values: Floats) -> Floats:
        total = np.bincount(held.group[tell], values[tell], minlength=held.groups)
        return total.astype(np.float64)

    free, scale = summed(members - 1), summed((members - 1) * np.nan_to_num(usual))
    known = (scale > 0) & (summed(expected) > 0)
    scale = np.where(scale > 0, scale, 1.0)
    ratio, floor = summed(square) / scale, summed((members - 1) / np.maximum(mean, 1)) / scale
    known &= floor < 1
    even = np.clip((1.0 - ratio) / np.where(known, 1.0 - floor, 1.0), 0.0, 1.0)
    hours, chance = summed(together), summed(expected)
    turns = np.clip(1.0 - hours / np.where(chance > 0, chance, 1.0), 0.0, 1.0)
    on_it = np.unique(held.member[links][tell[row]])
    group = np.zeros(tokens.size, dtype=np.int64)
    group[held.member] = held.group[held.row]
    part = np.bincount(group[on_it], minlength=held.groups)
    share = part / np.maximum(held.sizes, 1)
    log10_p = np.maximum(narrow(ratio, free), few(hours, chance))
    return effect(share * even * turns, known, part, (hours, chance), log10_p)


def _spread(row: Longs | Ints, count: Longs, rows: int) -> tuple[Floats, Floats, Floats]:
    """Return (rows,) the squares of log counts around their mean, the mean count, the links."""
    log = np.log(np.maximum(count, 1))
    links = np.bincount(row, minlength=rows).astype(np.float64)
    some = np.maximum(links, 1)
    centre = np.bincount(row, log, minlength=rows) / some
    square = np.bincount(row, (log - centre[row]) ** 2, minlength=rows)
    mean = np.bincount(row, count, minlength=rows) / some
    return square.astype(np.float64), mean, links


def _common_hours(
    tokens: Tokens, spells: Spells, row: Longs, link: Longs, tell: Flags
) -> tuple[Floats, Floats]:
    """Return (rows,) the pairs of members in one hour, and how many chance gives on their days."""
    together, expected = np.zeros(len(tell)), np.zeros(len(tell))
    kept = tell[row]
    row, sighting = row[kept], tokens.sighting[link[kept]]
    if len(row):
        start, end = spells.hour_start[sighting], spells.hour_start[sighting + 1]
        _pairs_of_hours(row, start, end, spells.hours, together, expected)
    return together, expected


@compiled
def _pairs_of_hours(
    row: Longs, start: Longs, end: Longs, hours: Ints, together: Floats, expected: Floats
) -> None:
    """Fill the pairs of each row; the links are sorted by row, their hours ascend."""
    i = 0
    while i < len(row):
        stop, room = i, 0
        while stop < len(row) and row[stop] == row[i]:
            room += end[stop] - start[stop]
            stop += 1
        every = np.empty(room, np.int64)
        keyed = np.empty(room, np.int64)
        filled = 0
        for k in range(i, stop):
            for at in range(start[k], end[k]):
                every[filled] = hours[at]
                keyed[filled] = (hours[at] // 24) * (stop - i) + (k - i)
                filled += 1
        every.sort()
        keyed.sort()
        together[row[i]] = _pairs(every)
        same = _pairs(keyed // (stop - i)) - _pairs(keyed)
        expected[row[i]] = same / 24.0
        i = stop


@compiled
def _pairs(values: Longs) -> float:
    """Return how many pairs of equal values there are; ``values`` ascend."""
    total, run = 0.0, 0
    for i in range(len(values)):
        run = run + 1 if i and values[i] == values[i - 1] else 0
        total += run
    return total
