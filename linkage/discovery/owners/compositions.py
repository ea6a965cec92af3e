"""Kinds that are put together from others: a date of birth beside its day, month and year.

A composed value is alike exactly where its parts are equal, so likeness of the whole and of its
parts would count the same agreement twice, and a tree of dependence (see dependence) has one parent
for a kind, not three. Of a composed kind therefore only equality counts, with the rarity of the
whole value; where it is not equal, its parts speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from linkage.discovery.owners.holdings import KindHoldings, words_of
from linkage.discovery.tokens import Longs

COVERED = 0.9
"""Share of the accounts looked at in which the words of parts and whole must be the same."""
PEOPLE = 1500
"""Accounts whose words are looked at."""
ENOUGH = 20
"""Accounts from which anything can be said."""


def parts_of(kinds: Sequence[KindHoldings], seed: int) -> dict[int, tuple[int, ...]]:
    """Return the kinds that are composed, each with two or more kinds that it is composed of."""
    texts = [k for k, kind in enumerate(kinds) if not kind.is_set]
    found = {}
    for whole in texts:
        accounts = np.random.default_rng(seed).permutation(np.flatnonzero(kinds[whole].has))
        accounts = accounts[:PEOPLE]
        words = [_words(kinds[whole], int(account)) for account in accounts]
        inside = {
            part: _inside(kinds[part], accounts, words)
            for part in texts
            if part != whole and kinds[part].has[accounts].sum() >= ENOUGH
        }
        parts = tuple(part for part, share in inside.items() if share >= COVERED)
        if len(parts) > 1 and _cover([kinds[part] for part in parts], accounts, words):
            found[whole] = parts
    return found


def _inside(part: KindHoldings, accounts: Longs, words: Sequence[frozenset[str]]) -> float:
    """Return the share of accounts with the part in which the whole has its words, and more."""
    known = [
        _words(part, int(account)) < whole
        for account, whole in zip(accounts, words, strict=True)
        if part.has[account]
    ]
    return float(np.mean(known))


def _cover(parts: Sequence[KindHoldings], accounts: Longs, words: Sequence[frozenset[str]]) -> bool:
    """Return whether the parts have all words of the whole, in accounts that have all parts."""
    known = np.logical_and.reduce([part.has[accounts] for part in parts])
    if known.sum() < ENOUGH:
        return False
    equal = [
        frozenset().union(*(_words(part, int(account)) for part in parts)) == whole
        for account, whole, there in zip(accounts, words, known, strict=True)
        if there
    ]
    return float(np.mean(equal)) >= COVERED


def _words(kind: KindHoldings, account: int) -> frozenset[str]:
    return frozenset().union(*map(_split, kind.values_of(account)))


@lru_cache(maxsize=1 << 16)
def _split(text: str) -> frozenset[str]:
    return frozenset(words_of(text))
