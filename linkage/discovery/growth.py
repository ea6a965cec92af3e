"""Growth: accounts that belong to the seeds' operators although no pair said so.

Typed belief. The belief of a token is the share of its *other* accounts believed to be in a ring,
shrunk. A token counts only if it looks owned: its belief reaches a good part of what clearly bad
tokens of its kind reach (kinds that cannot be owned, such as addresses, count less instead).
Per group of kinds the best token counts; an account joins with enough bits from two groups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from linkage.discovery.compiled import compiled
from linkage.discovery.evidence import GROUP_MINIMUM
from linkage.discovery.tokens import Flags, Floats, Ints, Longs, Tokens

ROUNDS = 3
JOIN = 3.3
"""Log-odds, base 2, at which an account joins in the first round."""
STRICTER = 0.5
"""What each further round asks more."""
PRIOR = 0.03
"""Share of accounts that are in rings, at least: the base that a token's belief is held against."""
SHRINK = 1.0
"""Weight, in accounts, of the prior in a token's belief."""
OWNED = 0.6
"""A token looks owned from this part of what clearly bad tokens of its kind reach."""
STRONG = 3.0
"""Bits from which a group of kinds counts towards the two that are needed."""
CAP = 8.0
"""Bits that one group of kinds can give."""
LOOSE_CAP = 4.0
"""Bits that a kind which nobody can own (an address) can give."""


@dataclass(frozen=True, slots=True)
class Growth:
    """``belief`` (n,) is 1 for seeds, the joining probability for grown accounts, 0 else."""

    belief: Floats
    joined: npt.NDArray[np.int8]
    """(n,) the round in which an account joined: 0 for seeds, -1 for the others."""


def grow(tokens: Tokens, bits: Floats, seeds: Flags) -> Growth:
    """Return the seeds and the accounts that join them."""
    belief = seeds.astype(np.float64)
    joined = np.where(seeds, 0, -1).astype(np.int8)
    if tokens.count == 0 or not seeds.any():
        return Growth(belief, joined)
    for number in range(1, ROUNDS + 1):
        log_odds, strong = membership_evidence(tokens, bits, belief)
        fresh = (joined < 0) & (log_odds >= JOIN + STRICTER * (number - 1)) & (strong >= 2)
        if not fresh.any():
            break
        belief[fresh] = 1.0 / (1.0 + np.exp2(-log_odds[fresh]))
        joined[fresh] = number
    return Growth(belief, joined)


def membership_evidence(
    tokens: Tokens, bits: Floats, belief: Floats
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Return (n,) the log-odds of being in a ring, and how many groups give strong evidence."""
    sums = token_sums(tokens, belief)
    base = max(PRIOR, float(belief.mean()))
    floor = owned_floor(tokens, sums)
    caps = np.where(tokens.ownable, CAP, LOOSE_CAP)
    return _membership(
        tokens.account_start,
        tokens.account_tokens,
        tokens.group,
        tokens.kind,
        tokens.degree,
        bits,
        belief,
        sums,
        floor,
        caps,
        base,
    )


def token_sums(tokens: Tokens, belief: Floats) -> Floats:
    """Return (t,) the belief of all accounts of each token, added up."""
    owners = np.repeat(np.arange(tokens.count), np.diff(tokens.token_start))
    return np.bincount(owners, belief[tokens.token_accounts], minlength=tokens.count)


def owned_floor(tokens: Tokens, sums: Floats) -> Floats:
    """Return (kinds,) the share of bad accounts from which a token of the kind looks owned."""
    share = sums / tokens.degree
    floor = np.zeros(len(tokens.ownable))
    clear = (sums >= 3) & (share >= 0.3)
    for kind in np.flatnonzero(tokens.ownable):
        mine = share[clear & (tokens.kind == kind)]
        floor[kind] = OWNED * float(np.median(mine)) if len(mine) else OWNED
    return floor


@compiled
def _membership(
    account_start: Longs,
    account_tokens: Ints,
    group: Ints,
    kind: Ints,
    degree: Ints,
    bits: Floats,
    belief: Floats,
    sums: Floats,
    floor: Floats,
    caps: Floats,
    base: float,
) -> tuple[Floats, npt.NDArray[np.int64]]:
    size = len(account_start) - 1
    groups = group.max() + 1
    log_odds = np.empty(size)
    strong = np.zeros(size, dtype=np.int64)
    best = np.zeros(groups)
    start = np.log2(base / (1.0 - base))
    for a in range(size):
        best[:] = 0.0
        for p in range(account_start[a], account_start[a + 1]):
            token = account_tokens[p]
            if bits[token] < GROUP_MINIMUM:
                continue
            others = degree[token] - 1
            rest = sums[token] - belief[a]
            if rest <= 0.0 or rest / others < floor[kind[token]]:
                continue
            share = (rest + SHRINK * base) / (others + SHRINK)
            value = min(np.log2(share / (1.0 - share)) - start, caps[kind[token]])
            best[group[token]] = max(best[group[token]], value)
        total = start
        for g in range(groups):
            total += best[g]
            if best[g] >= STRONG:
                strong[a] += 1
        log_odds[a] = total
    return log_odds, strong
