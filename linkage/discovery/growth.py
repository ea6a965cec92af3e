"""Growth: accounts that belong to the seeds' operators although no pair said so.

What an account has is weighed by what the seeds teach. A token shows how many of its *other*
accounts are believed to be in a ring; tokens of one kind, about one size and about one such share
form a cell, and the cell's rate of believed accounts is what sharing such a token is worth. So a
device that a ring owns says much, a home's address through which one proxy ran says little, and a
token without any bad account, or an identifier of one's own, speaks against: learnt, not assumed.
Per group of kinds one observation counts, the best in favour or else the worst against.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from linkage.discovery.compiled import compiled
from linkage.discovery.evidence import GROUP_MINIMUM
from linkage.discovery.tokens import Flags, Floats, Ints, Longs, Tokens

ROUNDS = 4
JOIN = 6.0
"""Log-odds, base 2, from which an account joins, and from which a seed stays."""
BASE = 0.002
"""Share of accounts that are in rings, at least."""
SHRINK = 6.0
"""Weight, in accounts, of the plain share in a cell's rate."""
STRONG = 2.0
"""Bits from which a group of kinds counts towards the two that are needed."""
CAP = 10.0
"""Bits that one group of kinds can give."""
FLOOR = -3.0
"""Bits that one group of kinds can take away."""
_SHARES = np.array([0.0, 1e-9, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97])
_SIZES = 12


@dataclass(frozen=True, slots=True)
class Growth:
    """The grown set: ``belief`` (n,) is the probability of being in a ring, 0 outside the set."""

    belief: Floats
    joined: npt.NDArray[np.int8]
    """(n,) the round in which an account joined: 0 for seeds, -1 for the others."""


def grow(tokens: Tokens, bits: Floats, seeds: Flags) -> Growth:
    """Return the seeds and the accounts that join them."""
    belief = seeds.astype(np.float64)
    joined = np.where(seeds, 0, -1).astype(np.int8)
    if tokens.count == 0 or not seeds.any():
        return Growth(belief, joined)
    own = private_kinds(tokens)
    for number in range(1, ROUNDS + 1):
        log_odds, strong = membership_evidence(tokens, bits, belief, own)
        member = (log_odds >= JOIN) & (strong >= 2)
        joined[member & (joined < 0)] = number
        joined[~member] = -1
        belief = np.where(member, 1.0 / (1.0 + np.exp2(-log_odds)), 0.0)
        if not member.any():
            break
    return Growth(belief, joined)


def private_kinds(tokens: Tokens) -> Flags:
    """Return (n, kinds): the account has an identifier of the kind that nobody else has."""
    owner = np.repeat(np.arange(tokens.size), np.diff(tokens.account_start))
    plain = tokens.plain[tokens.account_tokens]
    shared = np.zeros(tokens.distinct.shape, dtype=np.int32)
    np.add.at(shared, (owner[plain], tokens.kind[tokens.account_tokens[plain]]), 1)
    return np.asarray(tokens.distinct > shared)


def membership_evidence(
    tokens: Tokens, bits: Floats, belief: Floats, own: Flags
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return (n,) the log-odds of being in a ring, and how many groups give strong evidence."""
    sums = token_sums(tokens, belief)
    base = max(BASE, float(belief.mean()))
    size = np.minimum(np.log2(tokens.degree).astype(np.int64) - 1, _SIZES - 1)
    cell = ((tokens.kind.astype(np.int64) * 2 + ~tokens.plain) * _SIZES + size) * len(_SHARES)
    cells = (len(tokens.kinds) * 2) * _SIZES * len(_SHARES)
    links = (tokens.account_start, tokens.account_tokens, tokens.degree, belief, sums)
    worth = _cell_worth(*_cells(*links, cell, _SHARES, cells), base)
    start = np.log2(base / (1.0 - base))
    kind_group = np.zeros(len(tokens.kinds), dtype=np.int32)
    kind_group[tokens.kind] = tokens.group
    log_odds, strong = _membership(
        *links,
        cell,
        _SHARES,
        worth,
        tokens.group,
        bits >= GROUP_MINIMUM,
        _private_worth(own, belief, base),
        own,
        kind_group,
        start,
    )
    return log_odds, strong


def token_sums(tokens: Tokens, belief: Floats) -> Floats:
    """Return (t,) the belief of all accounts of each token, added up."""
    owners = np.repeat(np.arange(tokens.count), np.diff(tokens.token_start))
    return np.bincount(owners, belief[tokens.token_accounts], minlength=tokens.count)


def _cell_worth(believed: Floats, shares: Floats, seen: Floats, base: float) -> Floats:
    """Return (cells,) the bits of a cell's rate of believed accounts against the base rate."""
    rate = (believed + SHRINK * (shares / np.maximum(seen, 1.0) + base) / 2) / (seen + SHRINK)
    rate = np.clip(rate, base * 2.0**FLOOR, 1.0 - 1e-6)
    return np.clip(np.log2(rate / (1 - rate)) - np.log2(base / (1 - base)), FLOOR, CAP)


def _private_worth(own: Flags, belief: Floats, base: float) -> Floats:
    """Return (kinds,) the bits, 0 or less, of having an identifier that nobody else has."""
    seen = own.sum(axis=0)
    rate = (own.T @ belief + SHRINK * base) / (seen + SHRINK)
    rate = np.clip(rate, base * 2.0**FLOOR, 0.5)
    return np.clip(np.log2(rate / (1 - rate)) - np.log2(base / (1 - base)), FLOOR, 0.0)


@compiled
def _cells(account_start, account_tokens, degree, belief, sums, cell, edges, cells):
    believed = np.zeros(cells)
    shares = np.zeros(cells)
    seen = np.zeros(cells)
    for a in range(len(account_start) - 1):
        for p in range(account_start[a], account_start[a + 1]):
            token = account_tokens[p]
            share = max(sums[token] - belief[a], 0.0) / (degree[token] - 1)
            c = cell[token] + np.searchsorted(edges, share, side="right") - 1
            believed[c] += belief[a]
            shares[c] += share
            seen[c] += 1.0
    return believed, shares, seen


@compiled
def _membership(
    account_start,
    account_tokens,
    degree,
    belief,
    sums,
    cell,
    edges,
    worth,
    group,
    telling,
    private,
    own,
    kind_group,
    start,
):
    size = len(account_start) - 1
    groups = group.max() + 1
    log_odds = np.empty(size)
    strong = np.zeros(size, dtype=np.int64)
    best = np.zeros(groups)
    worst = np.zeros(groups)
    for a in range(size):
        best[:] = 0.0
        worst[:] = 0.0
        for k in range(len(private)):
            if own[a, k]:
                worst[kind_group[k]] = min(worst[kind_group[k]], private[k])
        for p in range(account_start[a], account_start[a + 1]):
            token = account_tokens[p]
            share = max(sums[token] - belief[a], 0.0) / (degree[token] - 1)
            value = worth[cell[token] + np.searchsorted(edges, share, side="right") - 1]
            g = group[token]
            if value > 0.0:
                if telling[token]:
                    best[g] = max(best[g], value)
            else:
                worst[g] = min(worst[g], value)
        total = start
        for g in range(groups):
            total += best[g] if best[g] > 0.0 else worst[g]
            if best[g] >= STRONG:
                strong[a] += 1
        log_odds[a] = total
    return log_odds, strong
