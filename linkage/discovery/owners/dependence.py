"""Which kinds say the same thing twice, so that their agreement must not count as independent.

Two kinds are tied if one follows from the other (whoever shares a file shares its folder) or if
they are made of the same text (a name and the local part of a mail address). The ties form a
forest: the strongest first, never a circle. A kind is then read in the context of its parent, as in
a tree-augmented naive Bayes model (Chow and Liu, 1968; Friedman, Geiger and Goldszmidt, 1997).
Agreement that is common among same-owner accounts only is no tie: that is corroboration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from linkage.discovery.owners.candidates import Pairs
from linkage.discovery.owners.comparison import EQUAL, levels
from linkage.discovery.owners.holdings import KindHoldings
from linkage.discovery.tokens import Flags, Longs

FOLLOWS = 0.97
"""Share of the sharers of one kind that must share the other, for it to follow."""
SAME_TEXT = 0.2
"""Trigrams that two kinds of one account have in common, beyond those of two accounts."""
COMMON = 0.5
"""Share of random pairs that agree in a kind from which it follows from everything, and says
nothing about ties."""
DRAWN = 15
"""Pairs drawn for a value."""
PEOPLE = 1500
"""Accounts whose texts are compared."""


def find_parents(
    kinds: Sequence[KindHoldings],
    others: Sequence[Longs],
    parts: Mapping[int, Sequence[int]],
    seed: int,
) -> tuple[int, ...]:
    """Return for each kind the kind in whose context it is read, -1 for none.

    ``others`` are the levels of random pairs, kind by kind; ``parts`` are what composed kinds are
    composed of (see compositions): no tie is stronger.
    """
    agreement = [
        float(np.mean(level[level >= 0] >= (1 if kind.is_set else EQUAL)))
        if (level >= 0).any()
        else 0.0
        for kind, level in zip(kinds, others, strict=True)
    ]
    ties = [
        *((np.inf, whole, part) for whole, found in parts.items() for part in found),
        *_following(kinds, agreement, seed),
        *_same_text(kinds, seed),
    ]
    return _forest(ties, [int(kind.has.sum()) for kind in kinds])


def _following(
    kinds: Sequence[KindHoldings], agreement: list[float], seed: int
) -> list[tuple[float, int, int]]:
    ties = []
    for a, kind in enumerate(kinds):
        pairs = _sharers(kind, seed)
        for b, other in enumerate(kinds):
            if a == b or agreement[b] >= COMMON or not len(pairs):
                continue
            level, _ = levels(other, pairs)
            known = level >= 0
            equal = level >= (1 if other.is_set else EQUAL)
            # Two failures are added, so that a handful of pairs proves nothing.
            share = float((equal & known).sum() / (known.sum() + 2.0))
            if share > FOLLOWS:
                ties.append((share, a, b))
    return ties


def _sharers(kind: KindHoldings, seed: int) -> Pairs:
    """Return pairs of accounts that share a value: all of a rare one, some of a common one."""
    start, holders = kind.held.holders()
    generator = np.random.default_rng(seed)
    shared = np.flatnonzero(kind.held.degree >= 2)
    degree = kind.held.degree[shared][:, None]
    i = generator.integers(0, degree, (len(shared), DRAWN))
    j = (i + 1 + generator.integers(0, degree - 1, (len(shared), DRAWN))) % degree
    a, b = holders[start[shared][:, None] + i].ravel(), holders[start[shared][:, None] + j].ravel()
    size = len(kind.held.start) - 1
    keys = np.unique(np.minimum(a, b).astype(np.int64) * size + np.maximum(a, b))
    return Pairs(keys // max(size, 1), keys % max(size, 1))


def _same_text(kinds: Sequence[KindHoldings], seed: int) -> list[tuple[float, int, int]]:
    texts = [k for k, kind in enumerate(kinds) if not kind.is_set]
    ties = []
    for a in texts:
        for b in texts:
            if b < a:
                common = _text_in_common(kinds[a], kinds[b], seed)
                if common > SAME_TEXT:
                    ties.append((common, a, b))
    return ties


def _text_in_common(first: KindHoldings, second: KindHoldings, seed: int) -> float:
    """Return the share of common trigrams within accounts, less that between accounts."""
    both: Flags = first.has & second.has
    accounts = np.flatnonzero(both)
    if len(accounts) < 5:
        return 0.0
    accounts = np.random.default_rng(seed).permutation(accounts)[:PEOPLE]
    left = [_trigrams(first, int(account)) for account in accounts]
    right = [_trigrams(second, int(account)) for account in accounts]
    own = [_contained(a, b) for a, b in zip(left, right, strict=True)]
    strange = [_contained(a, b) for a, b in zip(left, [*right[1:], right[0]], strict=True)]
    return float(np.mean(own) - np.mean(strange))


def _trigrams(kind: KindHoldings, account: int) -> set[str]:
    values = kind.values_of(account)
    text = " ".join("".join(c if c.isalnum() else " " for c in value) for value in values)
    text = " ".join(text.lower().split())
    return {text[i : i + 3] for i in range(len(text) - 2) if " " not in text[i : i + 3]}


def _contained(first: set[str], second: set[str]) -> float:
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def _forest(ties: list[tuple[float, int, int]], coverage: list[int]) -> tuple[int, ...]:
    """Return the parents in the maximum spanning forest, rooted at the kinds most accounts have."""
    part = list(range(len(coverage)))
    near: list[list[int]] = [[] for _ in coverage]
    for _, a, b in sorted(ties, key=lambda tie: (-tie[0], tie[1], tie[2])):
        if part[a] != part[b]:
            part = [part[a] if p == part[b] else p for p in part]
            near[a].append(b)
            near[b].append(a)
    parents = [-1] * len(coverage)
    seen: set[int] = set()
    for root in sorted(range(len(coverage)), key=lambda k: (-coverage[k], k)):
        open_kinds = [] if root in seen else [root]
        seen.add(root)
        while open_kinds:
            kind = open_kinds.pop()
            for child in sorted(near[kind]):
                if child not in seen:
                    seen.add(child)
                    parents[child] = kind
                    open_kinds.append(child)
    return tuple(parents)
