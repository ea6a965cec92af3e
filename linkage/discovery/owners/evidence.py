"""Why a group has one owner: tables of evidence that sum to its log-odds, and what values weigh."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.discovery.owners.candidates import Pairs, degree_cap, pair_budget
from linkage.discovery.owners.grouping import STRONGEST, pairs_within
from linkage.discovery.owners.holdings import KindHoldings
from linkage.discovery.owners.model import IdentityModel, probability
from linkage.discovery.owners.resolve import Identities
from linkage.discovery.tokens import Flags, Floats, Longs
from linkage.records import WEIGHTS, Contribution

WHOLE = 60
"""Accounts of a group up to which all of its pairs are looked at."""
NEAR = 20
"""Of larger groups, the pairs of each account with this many next ones."""
DRAWN = 8
"""Pairs of holders looked at to weigh a value."""
AGAINST = -0.5
"""Mean bits below which a kind speaks against a group."""


@dataclass(frozen=True, slots=True)
class GroupEvidence:
    """The evidence of ``g`` groups: ``kinds`` (g, kinds) mean bits of the pairs inside.

    ``bound`` (g,) is what the bound on single pairs takes or gives, and ``log_odds`` (g,) the sum
    of the prior, the kinds and the bound. ``confidence`` (n,) is each account's probability of
    sharing the owner of its group, 0 outside the groups.
    """

    kinds: Floats
    bound: Floats
    log_odds: Floats
    confidence: Floats


def group_evidence(found: Identities) -> GroupEvidence:
    """Return the evidence of all groups."""
    pairs, group = pairs_within(found.labels, WHOLE, NEAR)
    bits = found.model.evidence(pairs)
    raw = found.model.prior + bits.sum(axis=1)
    bounded = np.clip(raw, -STRONGEST, STRONGEST)
    groups = int(found.labels.max(initial=-1)) + 1
    count = np.maximum(np.bincount(group, minlength=groups), 1)
    mean = np.zeros((groups, bits.shape[1]))
    for k in range(bits.shape[1]):
        mean[:, k] = np.bincount(group, bits[:, k], minlength=groups) / count
    bound = np.bincount(group, bounded - raw, minlength=groups) / count
    return GroupEvidence(
        mean,
        bound,
        found.model.prior + mean.sum(axis=1) + bound,
        _confidence(pairs, bounded, len(found.labels)),
    )


def _confidence(pairs: Pairs, log_odds: Floats, size: int) -> Floats:
    sums, counts = np.zeros(size), np.zeros(size)
    for ends in (pairs.first, pairs.second):
        sums += np.bincount(ends, log_odds, minlength=size)
        counts += np.bincount(ends, minlength=size)
    return np.where(counts > 0, probability(sums / np.maximum(counts, 1)), 0.0)


def table_of(evidence: GroupEvidence, group: int, model: IdentityModel) -> tuple[Contribution, ...]:
    """Return the lines of one group, the strongest kind first; they sum to its log-odds."""
    lines = [
        Contribution(
            "prior",
            model.prior,
            meaning="Two accounts picked at random hardly ever have one owner.",
        )
    ]
    mean = evidence.kinds[group]
    order = sorted(range(len(mean)), key=lambda k: (-mean[k], model.kinds[k].name))
    lines += [
        Contribution(model.kinds[k].name, float(mean[k]), meaning=_says(mean[k]))
        for k in order
        if mean[k]
    ]
    if evidence.bound[group]:
        meaning = f"No pair of accounts counts more than {STRONGEST:.0f} bits either way."
        lines.append(Contribution("bound", float(evidence.bound[group]), meaning=meaning))
    return tuple(lines)


def _says(bits: float) -> str:
    if bits > 0:
        return "How alike the members are in it speaks for one owner (mean of their pairs)."
    return "How much the members differ in it speaks against one owner (mean of their pairs)."


def against(evidence: GroupEvidence, group: int, model: IdentityModel) -> tuple[str, ...]:
    """Return in sentences what speaks against one owner."""
    mean = evidence.kinds[group]
    return tuple(
        f"The members differ in {kind.name} more than accounts of one owner do."
        for k, kind in enumerate(model.kinds)
        if mean[k] < AGAINST
    )


def weigh_values(model: IdentityModel, size: int, seed: int) -> pl.DataFrame:
    """Return records.WEIGHTS of all values that two accounts have, sorted by kind and value.

    The bits of a value are the mean of what its kind says of pairs of its holders, 0 or more.
    """
    budget = pair_budget(model.kinds, size)
    frames = [pl.DataFrame(schema=WEIGHTS)]
    for k, kind in enumerate(model.kinds):
        shared = np.flatnonzero(kind.held.degree >= 2)
        if not len(shared):
            continue
        pairs = _holder_pairs(kind, shared, seed)
        bits = model.evidence_of(k, pairs).reshape(len(shared), DRAWN).mean(axis=1)
        frames.append(
            pl.DataFrame(
                {
                    "kind": [kind.name] * len(shared),
                    "value": [kind.values[v] for v in shared],
                    "accounts": kind.held.degree[shared],
                    "bits": np.maximum(bits, 0.0),
                    "hub": is_hub(kind, shared, budget),
                    "nature": pl.Series([None] * len(shared), dtype=pl.String),
                }
            ).cast(WEIGHTS)
        )
    return pl.concat(frames)


def is_hub(kind: KindHoldings, values: Longs, budget: int) -> Flags:
    """Return (values,) whether a value has too many holders to make candidate pairs."""
    return np.asarray(kind.held.degree[values] > degree_cap(kind.held, budget))


def _holder_pairs(kind: KindHoldings, shared: Longs, seed: int) -> Pairs:
    """Return DRAWN pairs of holders of each value, one value after the other."""
    start, holders = kind.held.holders()
    generator = np.random.default_rng(seed)
    degree = kind.held.degree[shared][:, None]
    i = generator.integers(0, degree, (len(shared), DRAWN))
    j = (i + 1 + generator.integers(0, degree - 1, (len(shared), DRAWN))) % degree
    a = holders[start[shared][:, None] + i].ravel().astype(np.int64)
    b = holders[start[shared][:, None] + j].ravel().astype(np.int64)
    return Pairs(np.minimum(a, b), np.maximum(a, b))
