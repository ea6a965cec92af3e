"""From scaffolds that were found to templates that are kept: merge doubles, let prompts decide."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.templates.frequent import FrequentShingles
from linkage.templates.match import Index, Scaffold, build_index, overlaps

SAME = 0.5
"""Weighted Jaccard similarity from which two scaffolds are one."""
ROUNDS = 3
"""Times that prompts choose their template and the templates are read off their prompts."""
CORE_SHARE = 0.4
"""Share of a template's prompts that hold a shingle of its scaffold."""
MINIMUM_CORE = 5
REPEATED = 3
"""Distinct prompts of one account from which its prompts count fully as support."""


def select(
    frequent: FrequentShingles,
    cores: list[NDArray[np.int32]],
    minimum: int,
    accounts: NDArray[np.int64] | None = None,
) -> list[Scaffold]:
    """Return the scaffolds that enough distinct prompts choose as the one that fits best.

    ``accounts`` (n, numbers, by distinct prompt) lowers the support that comes from accounts that
    sent the scaffold once or twice, as with a text that many people paste.
    """
    idf = np.log2(max(frequent.prompts, 2) / np.maximum(frequent.document_frequency, 1))
    weights = np.maximum(idf, 0.1).astype(np.float32)
    hashes = frequent.hashes[frequent.ids]
    scaffolds = _merge([Scaffold(frequent.hashes[core], weights[core]) for core in cores])
    support = np.zeros(len(scaffolds), np.float32)
    for number in range(ROUNDS):
        index = build_index(scaffolds)
        if number == 0:
            ones = np.ones(len(scaffolds), np.float32)
            _, eligible = index.match_counting(hashes, frequent.rows, ones)
            support = eligible.astype(np.float32)
        matches, _ = index.match_counting(hashes, frequent.rows, support)
        chosen = matches.template
        wins = np.bincount(chosen[chosen >= 0], minlength=len(scaffolds))
        support = _support(chosen, accounts, len(scaffolds))
        fresh = _recompute(frequent, chosen, len(scaffolds), weights)
        keep = [
            i for i, s in enumerate(fresh) if wins[i] >= minimum and len(s.hashes) >= MINIMUM_CORE
        ]
        scaffolds = [fresh[i] for i in keep]
        support = support[keep]
    return scaffolds


def _merge(scaffolds: list[Scaffold]) -> list[Scaffold]:
    """Drop each scaffold that is nearly the same as a heavier one."""
    if not scaffolds:
        return []
    index: Index = build_index(scaffolds)
    order = sorted(range(len(scaffolds)), key=lambda i: (-scaffolds[i].bits, i))
    dropped = np.zeros(len(scaffolds), np.bool_)
    for number in order:
        if dropped[number]:
            continue
        shared = overlaps(index, scaffolds[number])
        jaccard = shared / (index.totals + scaffolds[number].bits - shared)
        same = jaccard >= SAME
        same[number] = False
        dropped |= same
    return [s for s, gone in zip(scaffolds, dropped, strict=True) if not gone]


def _support(
    chosen: NDArray[np.int32], accounts: NDArray[np.int64] | None, count: int
) -> NDArray[np.float32]:
    """Return (count) prompts by template; those of accounts with few of them count a fifth."""
    rows = np.flatnonzero(chosen >= 0)
    if accounts is None:
        return np.bincount(chosen[rows], minlength=count).astype(np.float32)
    width = int(accounts.max(initial=0)) + 1
    pairs = chosen[rows].astype(np.int64) * width + accounts[rows]
    _, inverse, sent = np.unique(pairs, return_inverse=True, return_counts=True)
    value = np.where(sent[inverse] >= REPEATED, 1.0, 0.2)
    return np.bincount(chosen[rows], value, count).astype(np.float32)


def _recompute(
    frequent: FrequentShingles, chosen: NDArray[np.int32], count: int, weights: NDArray[np.float32]
) -> list[Scaffold]:
    """Return for each template the shingles that most of its prompts hold."""
    owner = np.repeat(chosen, np.diff(frequent.rows)).astype(np.int64)
    held = owner >= 0
    width = len(frequent.hashes)
    pairs, holders = np.unique(owner[held] * width + frequent.ids[held], return_counts=True)
    wins = np.bincount(chosen[chosen >= 0], minlength=count)
    pair_owner = pairs // width
    common = holders >= np.maximum(CORE_SHARE * wins[pair_owner], 2)
    bounds = np.searchsorted(pair_owner[common], np.arange(count + 1))
    numbers = (pairs % width)[common]
    return [
        Scaffold(
            frequent.hashes[numbers[bounds[i] : bounds[i + 1]]],
            weights[numbers[bounds[i] : bounds[i + 1]]],
        )
        for i in range(count)
    ]
