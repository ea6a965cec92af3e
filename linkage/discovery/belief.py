"""What each observation says about being in a ring, learnt from those believed to be in one.

A token shows how many of its *other* accounts are believed to be in a ring. Tokens of one kind,
about one size and about one such share form a cell, and the cell's rate of believed accounts is
what having such a token is worth. So a device that a ring owns says much, and a home's address
through which one proxy ran says little: learnt, not assumed. Traits that nobody shares (an
identifier of one's own, the age of the account) can only speak against, by the same rule.
Per group of kinds the best observation in favour and the worst against count, once each.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from linkage.discovery.compiled import compiled
from linkage.discovery.tokens import Flags, Floats, Ints, Longs, Tokens

BASE = 0.002
"""Share of accounts that are in rings, at least."""
SHRINK = 6.0
"""Weight, in accounts, of what is expected of a cell before anything is seen."""
STRONG = 2.0
"""Bits from which a group of kinds speaks clearly."""
CAP = 10.0
"""Bits that one group of kinds can give."""
FLOOR = -3.0
"""Bits that one group of kinds can take away."""
AGES = 16
"""Parts, of equal size, into which accounts are put by their age."""
_SHARES = np.array([0.0, 1e-9, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97])
"""Lower ends of the classes of a token's share of believed accounts."""
_SIZES = 12
"""Classes of a token's size: 2-3, 4-7, 8-15, … accounts."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of an account beside what it shares.

    ``has`` (n, traits); ``group`` (traits,) is the group of kinds a trait belongs to, or the
    number of groups for the age of the account.
    """

    has: Flags
    group: Ints


def account_traits(tokens: Tokens, created: Longs, unknown: int) -> Traits:
    """Return for each account the kinds of which it has an identifier of its own, and its age."""
    own = private_kinds(tokens)
    known = created != unknown
    age = np.zeros((tokens.size, AGES), dtype=np.bool_)
    if known.any():
        ends = np.quantile(created[known], np.linspace(0, 1, AGES + 1)[1:-1])
        part = np.searchsorted(ends, created[known])
        age[np.flatnonzero(known), part] = True
    group = np.append(tokens.kind_group[: own.shape[1]], np.full(AGES, len(tokens.groups)))
    return Traits(np.concatenate([own, age], axis=1), group.astype(np.int32))


def private_kinds(tokens: Tokens) -> Flags:
    """Return (n, kinds): the account has an identifier of the kind that nobody else has."""
    return private_things(tokens) > 0


def private_things(tokens: Tokens) -> Ints:
    """Return (n, kinds) how many identifiers of a kind an account has that nobody else has."""
    owner = np.repeat(np.arange(tokens.size), np.diff(tokens.account_start))
    plain = tokens.plain[tokens.account_tokens]
    shared = np.zeros(tokens.distinct.shape, dtype=np.int32)
    np.add.at(shared, (owner[plain], tokens.kind[tokens.account_tokens[plain]]), 1)
    return np.asarray(tokens.distinct - shared, dtype=np.int32)


def own_things(tokens: Tokens, groups: Collection[str]) -> Ints:
    """Return (n,) how many identifiers of groups of kinds an account has that nobody else has."""
    kinds = len(tokens.kinds)
    mine = [tokens.groups[group] in groups for group in tokens.kind_group[:kinds]]
    return np.asarray(private_things(tokens)[:, :kinds][:, mine].sum(axis=1), dtype=np.int32)


def membership_evidence(
    tokens: Tokens, bits: Floats, belief: Floats, traits: Traits
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return (n,) the log-odds of being in a ring, and how many groups speak clearly for it."""
    base = max(BASE, float(belief.mean()))
    size = np.minimum(np.log2(tokens.degree).astype(np.int64) - 1, _SIZES - 1)
    cell = ((tokens.kind.astype(np.int64) * 2 + ~tokens.plain) * _SIZES + size) * len(_SHARES)
    cells = (len(tokens.kinds) * 2) * _SIZES * len(_SHARES)
    sums = token_sums(tokens, belief)
    share = _other_share(tokens.account_start, tokens.account_tokens, tokens.degree, belief, sums)
    link_cell = cell[tokens.account_tokens] + np.searchsorted(_SHARES, share, side="right") - 1
    owner = np.repeat(np.arange(tokens.size), np.diff(tokens.account_start))
    worth = _cell_worth(
        _sum(link_cell, belief[owner], cells),
        _sum(link_cell, share, cells),
        _sum(link_cell, np.ones(len(link_cell)), cells),
        base,
    )
    telling = bits > 0
    value = worth[link_cell]
    value = np.where((value > 0) & ~telling[tokens.account_tokens], 0.0, value)
    best = np.zeros((tokens.size, len(tokens.groups) + 1))
    worst = _worst_traits(traits, belief, base, len(tokens.groups) + 1)
    _best_and_worst(owner, tokens.group[tokens.account_tokens], value, best, worst)
    log_odds = np.log2(base / (1.0 - base)) + best.sum(axis=1) + worst.sum(axis=1)
    return np.asarray(log_odds), np.asarray((best >= STRONG).sum(axis=1), dtype=np.int64)


def token_sums(tokens: Tokens, belief: Floats) -> Floats:
    """Return (t,) the belief of all accounts of each token, added up."""
    owners = np.repeat(np.arange(tokens.count), np.diff(tokens.token_start))
    return _sum(owners, belief[tokens.token_accounts], tokens.count)


def _sum(cell: Longs, values: Floats, cells: int) -> Floats:
    """Return (cells,) the sum of the values of each cell."""
    return np.asarray(np.bincount(cell, values, minlength=cells), dtype=np.float64)


def _cell_worth(believed: Floats, shares: Floats, seen: Floats, base: float) -> Floats:
    """Return (cells,) the bits of a cell's rate of believed accounts against the base rate."""
    expected = (shares / np.maximum(seen, 1.0) + base) / 2
    rate = (believed + SHRINK * expected) / (seen + SHRINK)
    _pool_rising(rate, seen + SHRINK, len(_SHARES))
    return _bits_against(rate, base)


def _worst_traits(traits: Traits, belief: Floats, base: float, groups: int) -> Floats:
    """Return (n, groups) the bits, 0 or less, of the worst trait of each group."""
    worst = np.zeros((len(belief), groups))
    for trait, group in enumerate(traits.group):
        has = traits.has[:, trait]
        rate = (belief[has].sum() + SHRINK * base) / (has.sum() + SHRINK)
        bits = min(float(_bits_against(np.array([rate]), base)[0]), 0.0)
        worst[has, group] = np.minimum(worst[has, group], bits)
    return worst


def _bits_against(rate: Floats, base: float) -> Floats:
    """Return the log-odds, base 2, of rates against the base rate, within FLOOR and CAP."""
    rate = np.clip(rate, base * 2.0 ** (FLOOR - 1), 1.0 - 1e-6)
    bits = np.log2(rate / (1 - rate)) - np.log2(base / (1 - base))
    return np.asarray(np.clip(bits, FLOOR, CAP))


@compiled
def _pool_rising(rate: Floats, weight: Floats, classes: int) -> None:
    """Make the rates of each row of classes rise, by pooling neighbours that fall.

    More bad neighbours never speak less against an account. (Pool adjacent violators; Ayer and
    others, 1955.) It also heals what leaving oneself out does to small rings: a seed sees one bad
    account less on its token than an account beside it that is to be judged.
    """
    start = np.empty(classes + 1, dtype=np.int64)
    for row in range(0, len(rate), classes):
        blocks = 0
        for c in range(row, row + classes):
            start[blocks] = c
            blocks += 1
            while blocks > 1 and rate[start[blocks - 2]] > rate[start[blocks - 1]]:
                left, right = start[blocks - 2], start[blocks - 1]
                total = weight[left] + weight[right]
                rate[left] = (rate[left] * weight[left] + rate[right] * weight[right]) / total
                weight[left] = total
                blocks -= 1
        start[blocks] = row + classes
        for b in range(blocks):
            rate[start[b] : start[b + 1]] = rate[start[b]]


@compiled
def _other_share(
    account_start: Longs, account_tokens: Ints, degree: Ints, belief: Floats, sums: Floats
) -> Floats:
    """Return (links,) the share of a token's other accounts that are believed to be bad."""
    share = np.empty(len(account_tokens))
    for a in range(len(account_start) - 1):
        for p in range(account_start[a], account_start[a + 1]):
            token = account_tokens[p]
            share[p] = max(sums[token] - belief[a], 0.0) / (degree[token] - 1)
    return share


@compiled
def _best_and_worst(owner: Longs, group: Ints, value: Floats, best: Floats, worst: Floats) -> None:
    """Fill (n, groups) the best bits in favour and the worst against."""
    for p in range(len(owner)):
        a, g = owner[p], group[p]
        best[a, g] = max(best[a, g], value[p])
        worst[a, g] = min(worst[a, g], value[p])
