"""From labelled rings to campaigns, and to the identifiers that join each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from linkage.discovery.campaigns.joining import join_rings
from linkage.discovery.campaigns.shared import Shared, shared_identifiers
from linkage.discovery.campaigns.weighing import pair_evidence, weigh
from linkage.discovery.tokens import Floats, Longs, Tokens

TOP = 8
"""Identifiers named for a campaign."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The campaign of each ring and what joins it."""

    campaign: Longs
    """(rings,) from 0 in the order of the rings; a ring that stands alone has one of its own."""
    links: dict[int, tuple[tuple[int, int, float], ...]]
    """For each campaign of several rings: (token, rings that hold it, bits), most bits first."""
    evidence: sparse.csr_matrix
    """(rings, rings) sparse, symmetric: bits that two rings have one operator, one by one."""


def alone(rings: int) -> Joined:
    """Return so many rings without campaigns."""
    return Joined(np.arange(rings, dtype=np.int64), {}, sparse.csr_matrix((rings, rings)))


def find_campaigns(tokens: Tokens, bits: Floats, labels: Longs) -> Joined:
    """Join the rings ``labels`` (n,) that one operator seems to run; -1 is no ring.

    One group of kinds alone joins nobody, and a kit of scripts counts no more than what stands
    beside it; see `bounded_sum`. What was joined is weighed anew as one ring, until nothing more
    joins: shards of a careful operator share too little one by one.
    """
    rings = int(labels.max()) + 1 if len(labels) else 0
    if rings < 2:
        return alone(rings)
    shared = shared_identifiers(tokens, bits, labels)
    if len(shared.token) == 0:
        return alone(rings)
    worth = weigh(shared)
    evidence = _evidence(shared, worth)
    found, before = join_rings(evidence, np.zeros(rings), again=False), rings
    campaign = found.campaign
    while len(found.within) < before:
        before = len(found.within)
        together = shared_identifiers(tokens, bits, np.append(campaign, -1)[labels])
        if len(together.token):
            found = join_rings(_evidence(together, weigh(together)), found.within, again=True)
            campaign = found.campaign[campaign]
    return Joined(campaign, _links(shared, worth, campaign), evidence)


def _evidence(shared: Shared, worth: Floats) -> sparse.csr_matrix:
    """Return (rings, rings) the bits that two rings have one operator."""
    return bounded_sum(list(pair_evidence(shared, worth).values()))


def bounded_sum(parts: Sequence[sparse.csr_matrix]) -> sparse.csr_matrix:
    """Return the sum of the groups' evidence, each up to that of all others together."""
    nothing = sparse.csr_matrix(parts[0].shape)
    total = sum(parts, start=nothing)
    return sum((part.minimum(total - part) for part in parts), start=nothing)


def _links(
    shared: Shared, worth: Floats, campaign: Longs
) -> dict[int, tuple[tuple[int, int, float], ...]]:
    """Return the identifiers that give most evidence inside each campaign of several rings.

    The bits of an identifier are summed over the pairs of its holders in the campaign:
    ((sum of x)^2 - sum of x^2) / 2, where a pair gives the product of both x.
    """
    count = len(shared.token)
    code = campaign[shared.ring] * np.int64(count) + shared.column
    pairs, place, holders = np.unique(code, return_inverse=True, return_counts=True)
    root = np.sqrt(worth)
    bits = (np.bincount(place, root) ** 2 - np.bincount(place, root**2)) / 2
    token = shared.token[pairs % count]
    group = pairs // count
    found: dict[int, list[tuple[int, int, float]]] = {}
    for i in np.lexsort((token, -bits)):
        named = found.setdefault(int(group[i]), [])
        if holders[i] > 1 and bits[i] > 0.0 and len(named) < TOP:
            named.append((int(token[i]), int(holders[i]), float(bits[i])))
    several = np.bincount(campaign) > 1
    return {c: tuple(links) for c, links in sorted(found.items()) if several[c]}
