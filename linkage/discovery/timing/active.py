"""In which bins of time accounts are active, and how many members of a group are, beside chance.

Given how many bins account ``i`` is active in, ``b_i``, and how busy each bin is for everybody who
is there by then, ``r_d`` (active accounts over accounts that have begun), chance puts it into bin
``d`` with ``p_id = b_i r_d / sum of r over the bins since its start``: so days on which everybody
is busy, and accounts that were made late, are no evidence. Of a group the number of members in
each bin is compared with the sum of these.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linkage.discovery.compiled import compiled
from linkage.discovery.tokens import Floats, Ints, Longs


@dataclass(frozen=True, slots=True)
class Active:
    """``names`` (bins,) are the bins in which anybody is active, ``rate`` (bins,) how many are.

    The bins of account ``i`` are ``bins[at[i] : at[i + 1]]``, ascending; it counts from bin
    ``start[i]`` on, and ``weight[i]`` is b_i over the sum of the rates from there.
    """

    names: Longs
    rate: Floats
    at: Longs
    bins: Ints
    start: Longs
    weight: Floats


@dataclass(frozen=True, slots=True)
class Busy:
    """(groups,) of each: what a group's members do together, bin by bin.

    ``members`` are active at all; ``square`` is the sum over bins of (members there - expected)^2,
    ``variance`` and ``variances`` the sums of its expectation under independence, and of the
    square of that; ``best`` is the bin least likely by chance, ``count`` the members there, and
    ``expected`` how many chance puts there.
    """

    members: Longs
    square: Floats
    variance: Floats
    variances: Floats
    best: Longs
    count: Floats
    expected: Floats


def build_active(account: Longs | Ints, name: Longs | Ints, start: Longs) -> Active:
    """Return where accounts are active, from rows (account, bin), in any order and repeated.

    ``start`` (n,) is the first bin, by name, in which an account can be active; rows before it
    are left out.
    """
    kept = name >= start[account]
    account, name = account[kept], name[kept]
    first = int(name.min()) if len(name) else 0
    present = np.zeros(int(name.max(initial=0)) - first + 1, dtype=np.bool_)
    present[name - first] = True
    names = np.flatnonzero(present) + first if len(name) else np.zeros(0, dtype=np.int64)
    code = np.cumsum(present, dtype=np.int32) - np.int32(1)
    size, width = len(start), max(len(names), 1)
    bins, at = _once(account, code[name - first], size)
    begin = np.searchsorted(names, start)
    here = np.diff(at) > 0
    there = np.cumsum(np.bincount(begin[here], minlength=width + 1))[:width]
    rate = np.bincount(bins, minlength=width) / np.maximum(there, 1)
    rest = np.append(np.cumsum(rate[::-1])[::-1], 0.0)[np.minimum(begin, width)]
    weight = np.diff(at) / np.where(rest > 0, rest, 1.0)
    return Active(names, rate[: len(names)], at, bins, begin, weight)


def busy(active: Active, order: Longs, bounds: Longs, usable: Floats) -> Busy:
    """Return what groups do: the members of group g are ``order[bounds[g] : bounds[g + 1]]``.

    Accounts that are not ``usable`` (n,), 0 or 1, are left out. Linear in accounts, activity and
    groups times bins.
    """
    table = np.zeros((len(bounds) - 1, 7))
    if len(active.names):
        _fill(
            order,
            bounds,
            (active.at, active.bins, active.start, active.weight * usable),
            active.rate,
            table,
        )
    members, square, variance, variances, best, count, expected = table.T
    return Busy(
        members.astype(np.int64),
        square,
        variance,
        variances,
        best.astype(np.int64),
        count,
        expected,
    )


@compiled
def _once(account: Longs | Ints, code: Ints, size: int) -> tuple[Ints, Longs]:
    """Return the codes of each account, ascending and each once, and where they start."""
    at = np.zeros(size + 1, np.int64)
    for a in account:
        at[a + 1] += 1
    for a in range(size):
        at[a + 1] += at[a]
    bins = np.empty(at[size], np.int32)
    filled = at[:-1].copy()
    for i in range(len(account)):
        bins[filled[account[i]]] = code[i]
        filled[account[i]] += 1
    kept, begin = 0, 0
    for a in range(size):
        end = at[a + 1]
        bins[begin:end].sort()
        at[a] = kept
        for i in range(begin, end):
            if kept == at[a] or bins[i] != bins[kept - 1]:
                bins[kept] = bins[i]
                kept += 1
        begin = end
    at[size] = kept
    return bins[:kept], at


@compiled
def _fill(
    order: Longs,
    bounds: Longs,
    active: tuple[Longs, Ints, Longs, Floats],
    rate: Floats,
    table: Floats,
) -> None:
    at, bins, start, weight = active
    width = len(rate)
    seen, enter, squares = np.zeros(width), np.zeros(width + 1), np.zeros(width + 1)
    for g in range(len(bounds) - 1):
        seen[:], enter[:], squares[:] = 0.0, 0.0, 0.0
        for place in range(bounds[g], bounds[g + 1]):
            i = order[place]
            if weight[i] > 0.0:
                table[g, 0] += 1.0
                enter[start[i]] += weight[i]
                squares[start[i]] += weight[i] ** 2
                for b in bins[at[i] : at[i + 1]]:
                    seen[b] += 1.0
        load, load_squared, least = 0.0, 0.0, 0.0
        for d in range(width):
            load += enter[d]
            load_squared += squares[d]
            mean = load * rate[d]
            variance = max(mean - load_squared * rate[d] ** 2, 0.0)
            table[g, 1] += (seen[d] - mean) ** 2
            table[g, 2] += variance
            table[g, 3] += variance**2
            if seen[d] > mean > 0.0:
                tail = seen[d] - mean - seen[d] * np.log(seen[d] / mean)
                if tail < least:
                    least = tail
                    table[g, 4], table[g, 5], table[g, 6] = d, seen[d], mean
