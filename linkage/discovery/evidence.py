"""What two accounts share, in bits: the one rule that pairs, growth and explanations use.

Within a group of dependent kinds the best token counts in full and each further one a quarter,
up to a cap; groups are independent and add up (Fellegi and Sunter, 1969, "A theory for record
linkage", with the dependence inside a group bounded instead of modelled).
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.compiled import compiled
from linkage.discovery.tokens import Floats, Ints, Longs

REPEAT = 0.25
"""What a further token of the same group counts, beside the best one."""
GROUP_CAP = 20.0
"""Bits that one group of kinds can give at most."""
GROUP_MINIMUM = 2.0
"""Bits from which a group counts as one of the independent groups of a pair."""


@compiled
def shared_evidence(  # noqa: PLR0917 - numba takes arrays, not records
    first: int,
    second: int,
    account_start: Longs,
    account_tokens: Ints,
    group: Ints,
    bits: Floats,
    best: Floats,
    total: Floats,
) -> None:
    """Fill ``best`` and ``total`` (groups,) with the bits of the tokens that both accounts have."""
    best[:] = 0.0
    total[:] = 0.0
    i, i_end = account_start[first], account_start[first + 1]
    j, j_end = account_start[second], account_start[second + 1]
    while i < i_end and j < j_end:
        left, right = account_tokens[i], account_tokens[j]
        if left < right:
            i += 1
        elif right < left:
            j += 1
        else:
            value = bits[left]
            if value > 0.0:
                g = group[left]
                total[g] += value
                best[g] = max(best[g], value)
            i += 1
            j += 1


@compiled
def group_bits(best: float, total: float) -> float:
    """Return the bits of one group: the best token, a quarter of the others, capped."""
    return min(best + REPEAT * (total - best), GROUP_CAP)


@compiled
def pair_bits(best: Floats, total: Floats, without: int) -> tuple[float, int]:
    """Return the bits of all groups but one (-1 for none), and how many groups count."""
    bits = 0.0
    groups = 0
    for g in range(len(best)):
        if g != without:
            value = group_bits(best[g], total[g])
            bits += value
            if value >= GROUP_MINIMUM:
                groups += 1
    return bits, groups


def prior_log_odds(accounts: int) -> float:
    """Return the log-odds (base 2) that two accounts picked at random belong together.

    One partner an account is assumed; the data decide by the evidence.
    """
    return -float(np.log2(max(accounts - 2, 1)))
