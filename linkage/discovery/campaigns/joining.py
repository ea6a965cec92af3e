"""Joining rings while the mean evidence between them is enough."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from linkage.discovery.agglomeration import after, merges
from linkage.discovery.tokens import Floats, Longs

ENOUGH = 3.0
"""Bits between two rings from which they can be one campaign. Rings of one operator have 16 where
data is rich (two groups of kinds at their cap) and .5 to 5 where it is poor; rings of different
operators nearly always 0."""
ENOUGH_OF_MANY = 1.5
"""Mean bits over many pairs of rings from which all can be one campaign."""
ENOUGH_AGAIN = 4.0
"""Mean bits where campaigns are looked at again as one ring each: large ones share more by chance,
and where few are left, chance cannot be told."""
ALIKE = 0.25
"""Part of the mean evidence within the groups that is between them at least: a customer of the
campaign's vendors has some with each of its shards, but less than they with each other."""


@dataclass(frozen=True, slots=True)
class Campaigns:
    """``campaign`` (n,) of each ring, from 0 in the order of their first rings.

    ``within`` (campaigns,) is the mean evidence between the rings of each, 0 for a single ring.
    """

    campaign: Longs
    within: Floats


def join_rings(evidence: sparse.csr_matrix, within: Floats, *, again: bool) -> Campaigns:
    """Return the campaigns of ``n`` rings.

    Average linkage (Sokal and Michener, 1958): the two groups with the greatest mean over all pairs
    of their rings are joined first, and pairs without evidence count as 0. So a ring that shares
    much with one shard and nothing with the others stays outside, at any number of shards, and a
    chain of weak bridges holds no campaign together.

    One pair of rings can share something by luck, the mean over many pairs less so: what is enough
    falls with the root of their number, as the error of a mean does.

    ``evidence`` is (n, n) sparse, symmetric, 0 or more; ``within`` (n,) is the mean evidence inside
    a ring that was joined from several before, and ``again`` says that any was. What is refused to
    a group is final: what comes later is no closer.
    """
    count = evidence.shape[0]
    size, total, before = np.ones(count), np.zeros(count), within.copy()
    whole, mean = np.ones(count, dtype=np.bool_), within.copy()
    kept = []
    closeness, enough = (_mean, ENOUGH_AGAIN) if again else (_mean_if_enough, ENOUGH_OF_MANY)
    for merge in merges(evidence, np.ones(count), closeness, _members, enough):
        one, other = merge.group, merge.other
        alike = merge.close >= ALIKE * max(mean[one], mean[other])
        whole[one] = whole[one] and whole[other] and alike
        total[one] += total[other] + size[one] * size[other] * merge.close
        size[one] += size[other]
        before[one] = max(before[one], before[other])
        if whole[one]:
            mean[one] = max(before[one], total[one] / (size[one] * (size[one] - 1) / 2))
            kept.append(merge)
    campaign = after(kept, count)
    return Campaigns(campaign, mean[np.unique(campaign, return_index=True)[1]])


def _mean(total: float, first: float, second: float) -> float:
    return total / (first * second)


def _mean_if_enough(total: float, first: float, second: float) -> float:
    """Return the mean over the pairs of rings, 0 if it is not enough for so many."""
    pairs = first * second
    mean = total / pairs
    return mean if mean >= max(ENOUGH_OF_MANY, ENOUGH / pairs**0.5) else 0.0


def _members(_total: float, first: float, second: float) -> float:
    return first + second
