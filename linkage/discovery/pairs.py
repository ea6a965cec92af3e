"""Pairs of accounts with enough evidence, found through tokens that are not hubs.

A sparse product of the bipartite graph with itself, one account at a time, with the threshold
fused in: candidates below it are never stored, and a hub never makes a candidate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from linkage.discovery.compiled import compiled
from linkage.discovery.evidence import pair_bits, prior_log_odds, shared_evidence
from linkage.discovery.tokens import Flags, Floats, Ints, Longs, Tokens

WORTHLESS = 0.5
"""Tokens of fewer bits make no candidates: they could not carry a pair over the threshold."""


Number = TypeVar("Number", np.int32, np.float64)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs (``first`` < ``second``) with the log-odds, base 2, that they belong together."""

    first: Ints
    second: Ints
    log_odds: Floats

    @property
    def probability(self) -> Floats:
        """(pairs,) probability of each pair."""
        return np.asarray(1.0 / (1.0 + np.exp2(-self.log_odds)))


def find_pairs(tokens: Tokens, bits: Floats, minimum: float, groups: int) -> Pairs:
    """Return the pairs of at least ``minimum`` log-odds with evidence of so many groups."""
    prior = prior_log_odds(tokens.size)
    if tokens.count == 0:
        empty = np.zeros(0, dtype=np.int32)
        return Pairs(empty, empty, np.zeros(0))
    first, second, log_odds = _pairs(
        tokens.account_start,
        tokens.account_tokens,
        tokens.token_start,
        tokens.token_accounts,
        tokens.group,
        bits,
        ~tokens.hub & (bits >= WORTHLESS),
        prior,
        minimum,
        groups,
    )
    return Pairs(first, second, log_odds)


@compiled
def _pairs(  # noqa: C901, PLR0917 - one fused loop; numba takes arrays, not records
    account_start: Longs,
    account_tokens: Ints,
    token_start: Longs,
    token_accounts: Ints,
    group: Ints,
    bits: Floats,
    carries: Flags,
    prior: float,
    minimum: float,
    groups: int,
) -> tuple[Ints, Ints, Floats]:
    size = len(account_start) - 1
    best = np.zeros(group.max() + 1)
    total = np.zeros(group.max() + 1)
    seen = np.zeros(size, dtype=np.float32)
    touched = np.empty(size, dtype=np.int32)
    room = 1024
    first = np.empty(room, dtype=np.int32)
    second = np.empty(room, dtype=np.int32)
    log_odds = np.empty(room, dtype=np.float64)
    found = 0
    for a in range(size):
        count = 0
        beside = 0.0
        for p in range(account_start[a], account_start[a + 1]):
            token = account_tokens[p]
            if not carries[token]:
                beside += bits[token]
                continue
            for q in range(token_start[token + 1] - 1, token_start[token] - 1, -1):
                b = token_accounts[q]
                if b <= a:
                    break
                if seen[b] == 0.0:
                    touched[count] = b
                    count += 1
                seen[b] += np.float32(bits[token])
        for c in range(count):
            b = touched[c]
            optimistic = seen[b] + beside + prior
            seen[b] = 0.0
            if optimistic < minimum:
                continue
            shared_evidence(a, b, account_start, account_tokens, group, bits, best, total)
            value, kinds = pair_bits(best, total, -1)
            if value + prior < minimum or kinds < groups:
                continue
            if found == room:
                room *= 2
                first = _longer(first, room)
                second = _longer(second, room)
                log_odds = _longer(log_odds, room)
            first[found] = a
            second[found] = b
            log_odds[found] = value + prior
            found += 1
    return first[:found].copy(), second[:found].copy(), log_odds[:found].copy()


@compiled
def _longer(array: npt.NDArray[Number], room: int) -> npt.NDArray[Number]:
    """Return the array with room for more."""
    longer = np.empty(room, dtype=array.dtype)
    longer[: len(array)] = array
    return longer
