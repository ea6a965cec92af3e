"""What sharing a token is worth: how often its accounts share something independent as well.

For each token up to ``SAMPLES`` pairs of its accounts are drawn. In the first round a pair counts
if it shares a token, not a hub, of another group; in the next rounds it counts with the
probability that the other groups' evidence gives it. That is Fellegi and Sunter's model fitted
without labels (expectation maximisation with each group held out in turn), token by token,
and shrunk to tokens of the same kind and about the same number of accounts.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.compiled import compiled
from linkage.discovery.evidence import pair_bits, prior_log_odds, shared_evidence
from linkage.discovery.tokens import Flags, Floats, Ints, Longs, Tokens

SAMPLES = 60
"""Pairs drawn for a token at most."""
KAPPA = 6.0
"""Weight, in pairs, of the rate of similar tokens."""
ROUNDS = 2
"""Rounds of weighing after the first count."""
CERTAIN = 0.98
"""No token makes a pair surer than this."""


def token_bits(tokens: Tokens, seed: int, use: Flags | None = None) -> Floats:
    """Return (t,) bits of sharing each token, 0 or more; 0 for tokens that are not to be used."""
    use = np.ones(tokens.count, dtype=np.bool_) if use is None else use
    if not use.any():
        return np.zeros(tokens.count)
    if len(np.unique(tokens.group[use])) < 2:
        return np.where(use, rarity_bits(tokens), 0.0)
    bits = np.where(tokens.hub | ~use, 0.0, 1.0)
    base = _chance(tokens, bits > 0)
    hits, samples = _corroborate(*_graph(tokens), tokens.group, bits, seed, 0.0, True)
    bits = np.where(use, _bits(tokens, hits, samples, base[tokens.group]), 0.0)
    prior = prior_log_odds(tokens.size)
    for _ in range(ROUNDS):
        hits, samples = _corroborate(*_graph(tokens), tokens.group, bits, seed, prior, False)
        bits = np.where(use, _bits(tokens, hits, samples, np.full(tokens.count, prior)), 0.0)
    return bits


def rarity_bits(tokens: Tokens) -> Floats:
    """Return log2(accounts / accounts with the token), for where one group stands alone."""
    return np.log2(tokens.size / tokens.degree.astype(np.float64))


def _graph(tokens: Tokens) -> tuple[Longs, Ints, Longs, Ints]:
    return (
        tokens.account_start,
        tokens.account_tokens,
        tokens.token_start,
        tokens.token_accounts,
    )


def _chance(tokens: Tokens, use: Flags) -> Floats:
    """Return for each group the log-odds that a random pair shares a token of another group."""
    degree = tokens.degree.astype(np.float64)
    pairs = np.where(~use | ~tokens.plain, 0.0, degree * (degree - 1) / 2)
    by_group = np.bincount(tokens.group, pairs, minlength=len(tokens.groups))
    all_pairs = max(tokens.size * (tokens.size - 1) / 2, 1.0)
    chance = np.clip((by_group.sum() - by_group) / all_pairs, 0.5 / all_pairs, 0.5)
    return _logit(chance)


def _bits(tokens: Tokens, hits: Floats, samples: Floats, base: Floats) -> Floats:
    """Return the bits of each token: its shrunk rate against the base rate, never negative."""
    size = np.log2(tokens.degree).astype(np.int64)
    cell = (tokens.kind.astype(np.int64) * 2 + ~tokens.plain) * 40 + size
    cell_hits = np.bincount(cell, hits)
    cell_samples = np.bincount(cell, samples)
    rate = (cell_hits / np.maximum(cell_samples, 1.0))[cell]
    post = (hits + KAPPA * rate) / (samples + KAPPA)
    return np.maximum(_logit(np.clip(post, 1e-12, CERTAIN)) - base, 0.0)


def _logit(p: Floats) -> Floats:
    return np.log2(p) - np.log2(1.0 - p)


@compiled
def _mix(x: np.uint64) -> np.uint64:
    """Return a well-mixed hash of a number (splitmix64, Steele, Lea and Flood, 2014)."""
    x += np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@compiled
def _corroborate(  # noqa: PLR0917 - numba takes arrays, not records
    account_start: Longs,
    account_tokens: Ints,
    token_start: Longs,
    token_accounts: Ints,
    group: Ints,
    bits: Floats,
    seed: int,
    prior: float,
    count_any: bool,
) -> tuple[Floats, Floats]:
    """Return (t,) the sum of the sampled pairs' corroboration and how many were sampled."""
    size = len(token_start) - 1
    groups = group.max() + 1
    best = np.zeros(groups)
    total = np.zeros(groups)
    hits = np.zeros(size)
    samples = np.zeros(size)
    for token in range(size):
        start = token_start[token]
        degree = token_start[token + 1] - start
        pairs = degree * (degree - 1) // 2
        drawn = min(pairs, SAMPLES)
        i, j = np.int64(0), np.int64(0)
        for k in range(drawn):
            if pairs <= SAMPLES:
                j += 1
                if j == degree:
                    i += 1
                    j = i + 1
            else:
                h = _mix(
                    np.uint64(seed) ^ _mix(np.uint64(token) * np.uint64(SAMPLES) + np.uint64(k))
                )
                i = np.int64(h % np.uint64(degree))
                j = np.int64((h >> np.uint64(32)) % np.uint64(degree - 1))
                if j >= i:
                    j += 1
            a, b = token_accounts[start + i], token_accounts[start + j]
            shared_evidence(a, b, account_start, account_tokens, group, bits, best, total)
            value, _ = pair_bits(best, total, group[token])
            if count_any:
                hits[token] += 1.0 if value > 0.0 else 0.0
            else:
                hits[token] += 1.0 / (1.0 + 2.0 ** (-(value + prior)))
        samples[token] = drawn
    return hits, samples
