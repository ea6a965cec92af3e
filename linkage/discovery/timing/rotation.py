"""Rotation: a load balancer spreads work evenly over accounts, and lets them take turns.

Looked at are identifiers that a group has to itself, with three members or more and enough events,
one kind at a time; the kind that shows most counts. *Even*: the logarithms of the members' counts
vary less than those of people do. With SS the sum of squares around each identifier's mean, s2 the
variance for everybody's identifiers of the kind and c the mean count, R = sum SS / sum (k - 1) s2
is 1 for people and F = sum (k - 1) / c over the same what only a Poisson count varies by; evenness
is (1 - R) / (1 - F). *Turns*: members are active in the same hour less often than chance gives for
the hours that each has on the same day: 1 - O / E, with O the pairs of members in one hour and
E = sum over days of pairs h_i h_j / 24 (a lower bound: people keep to a part of the day, and
samples of hours are coordinated). Both must hold, so the chance is the larger one
(intersection-union test; Berger, 1982), times the number of kinds.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from linkage.discovery.compiled import compiled
from linkage.discovery.holdings import Holdings
from linkage.discovery.timing.effect import Effect, best_of, effect
from linkage.discovery.timing.handover import FEW, own_rows
from linkage.discovery.timing.spells import Spells
from linkage.discovery.timing.tails import few, narrow
from linkage.discovery.tokens import Flags, Floats, Ints, Longs, Tokens

EVENTS = 4.0
"""Mean events of an account on an identifier from which evenness shows."""
LEAST = 1e-6
"""Variance of log counts from which people's counts differ at all."""
PEOPLE = 30
"""Counts of two or more from which people's spread is known."""


def people_spread(sightings: pl.DataFrame, kinds: tuple[str, ...]) -> Floats:
    """Return (kinds,) the variance of log counts, NaN where too few tell; once seen is no use."""
    log = pl.col("count").cast(pl.Float64).log()
    found = (
        sightings.lazy()
        .filter(pl.col("count") >= 2)
        .group_by("kind")
        .agg(pl.len(), ((log**2).mean() - log.mean() ** 2).alias("spread"))
        .filter((pl.col("len") >= PEOPLE) & (pl.col("spread") > LEAST))
        .collect()
    )
    known = dict(found.select("kind", "spread").iter_rows())
    return np.array([known.get(kind, np.nan) for kind in kinds] or [np.nan])


def rotations(tokens: Tokens, held: Holdings, spells: Spells, people: Floats) -> Effect:
    """Return the share of each group's members that take turns evenly, beyond chance."""
    usual = people[tokens.kind[held.token]]
    links = own_rows(tokens, held)[held.row]
    row, link, member = held.row[links], held.link[links], held.member[links]
    square, mean, members = _spread(row, spells.count[link], len(held.token))
    tell = (members >= FEW) & (mean >= EVENTS) & ~np.isnan(usual)
    together, chance = _common_hours(tokens, spells, row, link, tell)
    cells = held.groups * len(people)
    cell = held.group * len(people) + tokens.kind[held.token]

    def summed(values: Floats) -> Floats:
        total = np.bincount(cell[tell], values[tell], minlength=cells)
        return total.astype(np.float64)

    free, scale = summed(members - 1), summed((members - 1) * np.nan_to_num(usual))
    floor = summed((members - 1) / np.maximum(mean, 1))
    observed, expected = summed(together), summed(chance)
    known = (scale > floor) & (expected > 0)
    scale, room = np.where(known, scale, 1.0), np.where(known, scale - floor, 1.0)
    even = np.clip((scale - summed(square)) / room, 0.0, 1.0)
    turns = np.clip(1.0 - observed / np.where(known, expected, 1.0), 0.0, 1.0)
    part = _members(cell[row[tell[row]]], member[tell[row]], cells)
    share = part / np.repeat(np.maximum(held.sizes, 1), len(people))
    log10_p = np.maximum(narrow(summed(square) / scale, free), few(observed, expected))
    log10_p = np.minimum(log10_p + np.log10(len(people)), 0.0)
    every = effect(share * even * turns, known, part, (observed, expected), log10_p)
    return best_of(every, held.groups)


def _members(cell: Longs, member: Ints, cells: int) -> Longs:
    """Return (cells,) how many different members each has."""
    size = int(member.max(initial=0)) + 1
    return np.bincount(np.unique(cell * size + member) // size, minlength=cells).astype(np.int64)


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
