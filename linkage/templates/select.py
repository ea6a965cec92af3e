"""From scaffolds that were found to templates that are kept: merge doubles, let prompts decide."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.templates.frequent import BACKGROUND, FrequentShingles
from linkage.templates.index import Scaffold, build_index, drop_doubles
from linkage.templates.match import match_rows
from linkage.templates.senders import Senders, Tally
from linkage.templates.sets import common_shingles
from linkage.templates.split import split_scaffolds

SAME = 0.5
"""Weighted Jaccard similarity from which two scaffolds are one."""
ROUNDS = 3
"""Times that prompts choose their template and the templates are read off their prompts."""
CHOSEN = 0.75
"""Share of the minimum support that must choose a template: others may hold two."""
CORE_SHARE = 0.4
"""Share of a template's prompts that hold a shingle of its scaffold."""
MINIMUM_CORE = 5
PHRASE_BITS, SCRIPT_BITS = 35.0, 90.0
"""Weight below which a scaffold is a common phrase; weight from which it is no phrase."""
PERSONAL_BITS = 200.0
"""Weight up to which the scaffold of one account alone is taken for a person's habit."""
UNKNOWN_BITS = 50.0
"""Weight from which a scaffold is taken for a script where the senders are unknown."""
PHRASE_SHINGLES = 7
"""Shingles of the shortest script between the two: eight words in a row."""
LOYAL_TO_PHRASE = 0.2
"""Loyalty (see `Tally`) of the senders from which a scaffold between the two is a script."""


def select(
    frequent: FrequentShingles,
    cores: list[NDArray[np.int32]],
    minimum: int,
    senders: Senders | None = None,
) -> tuple[list[Scaffold], NDArray[np.float32]]:
    """Return the scaffolds that enough distinct prompts choose as best, and their strength.

    The strength is the number of those prompts. ``senders`` lower what comes from accounts that
    sent the scaffold once or twice, as with a text that many people paste.
    """
    known = senders is not None
    senders = senders or Senders(np.zeros(frequent.prompts, np.int64), np.zeros(1, np.int64))
    common = senders.voices(frequent) if known else frequent.document_frequency
    idf = np.log2(max(frequent.prompts, BACKGROUND) / np.maximum(common, 1))
    weights = np.maximum(idf, 0.1).astype(np.float32)
    hashes = frequent.hashes[frequent.ids]
    scaffolds = _merge([Scaffold(frequent.hashes[core], weights[core]) for core in cores])
    support = np.ones(len(scaffolds), np.float32)
    for number in range(ROUNDS):
        index = build_index(scaffolds)
        matches = match_rows(index, hashes, frequent.rows, support)
        chosen, count = matches.template, len(scaffolds)
        if number < ROUNDS - 1:
            chosen, count = split_scaffolds(frequent, chosen, count, minimum)
        tally = senders.tally(chosen, count)
        support = tally.support if known else tally.prompts.astype(np.float32)
        fresh = _recompute(frequent, chosen, count, weights)
        keep = np.flatnonzero((tally.prompts >= CHOSEN * minimum) & are_scripts(fresh, tally))
        scaffolds = [fresh[i] for i in keep]
        support = support[keep]
    return scaffolds, support


def are_scripts(scaffolds: list[Scaffold], tally: Tally) -> NDArray[np.bool_]:
    """Tell scripts from phrases that people happen to use and texts that they paste."""
    bits = np.array([scaffold.bits for scaffold in scaffolds])
    size = np.array([len(scaffold.hashes) for scaffold in scaffolds])
    loyal = tally.telling() & (tally.loyalty() >= LOYAL_TO_PHRASE)
    short = loyal & (size >= PHRASE_SHINGLES)
    shared = np.where(bits < SCRIPT_BITS, short, ~tally.ordinary())
    shared &= (bits >= PERSONAL_BITS) | ~tally.personal()
    told = np.where(tally.informed(), shared, bits >= UNKNOWN_BITS)
    return (size >= MINIMUM_CORE) & (bits >= PHRASE_BITS) & told


def _merge(scaffolds: list[Scaffold]) -> list[Scaffold]:
    """Drop each scaffold that is nearly the same as a heavier one."""
    if not scaffolds:
        return []
    bits = np.array([scaffold.bits for scaffold in scaffolds], np.float32)
    order = np.lexsort((np.arange(len(bits)), -bits)).astype(np.int64)
    index = build_index(scaffolds)
    hashes = np.concatenate([scaffold.hashes for scaffold in scaffolds])
    bounds = np.cumsum([0, *(len(scaffold.hashes) for scaffold in scaffolds)])
    dropped = np.zeros(len(scaffolds), np.bool_)
    drop_doubles(index, hashes, bounds, order, SAME, dropped)
    return [s for s, gone in zip(scaffolds, dropped, strict=True) if not gone]


def _recompute(
    frequent: FrequentShingles, chosen: NDArray[np.int32], count: int, weights: NDArray[np.float32]
) -> list[Scaffold]:
    """Return for each template the shingles that most of its prompts hold."""
    order = np.argsort(chosen, kind="stable").astype(np.int64)
    bounds = np.searchsorted(chosen[order], np.arange(count + 1)).astype(np.int64)
    counts = np.zeros(len(weights), np.int32)
    scaffolds = []
    for template in range(count):
        members = order[bounds[template] : bounds[template + 1]]
        common = common_shingles(members, frequent.rows, frequent.ids, counts, 2, CORE_SHARE)
        scaffolds.append(Scaffold(frequent.hashes[common], weights[common]))
    return scaffolds
