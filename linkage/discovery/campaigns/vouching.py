"""Groups for which flagged rings vouch: what one operator's rings share, they share with them.

A group that by itself may be honest or not is judged by its company too. Where a campaign holds it
together with rings that are flagged, the mean evidence between it and them counts for it, as
evidence of one more kind: up to CAP bits. Who shares a vendor with a campaign, and no more, is in
no campaign (see `linkage.discovery.campaigns.joining`), and gets nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from linkage.discovery.campaigns.find import Joined, find_campaigns
from linkage.discovery.campaigns.weighing import CAP
from linkage.discovery.clusters import keep
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens
from linkage.records import Contribution

HOPED = 0.1
"""Score from which a group is looked at: one below would need nearly all of CAP to be a ring."""


def vouched(
    tokens: Tokens,
    bits: Floats,
    labels: Longs,
    evidence: Sequence[tuple[Contribution, ...]],
    flagged: Flags,
    near: Flags,
) -> tuple[tuple[Contribution, ...], ...]:
    """Return the tables of evidence of the groups ``labels`` (n,), with what flagged ones add.

    Groups that are not ``near`` (groups,) are left out: no campaign is sought for them.
    """
    added = list(evidence)
    sure = flagged[near]
    if sure.any() and not sure.all():
        joined = find_campaigns(tokens, bits, keep(labels, near))
        found = zip(np.flatnonzero(near), *bits_of_flagged(joined, sure), strict=True)
        for group, bit, rings in found:
            if bit > 0.0:
                added[group] = (*added[group], _line(float(bit), int(rings)))
    return tuple(added)


def bits_of_flagged(joined: Joined, flagged: Flags) -> tuple[Floats, Longs]:
    """Return for each group, that is not flagged itself, the bits and how many rings give them."""
    campaign = joined.campaign
    rings = np.bincount(campaign, flagged)[campaign].astype(np.int64)
    pairs = joined.evidence.tocoo()
    mates = (campaign[pairs.row] == campaign[pairs.col]) & flagged[pairs.col]
    total = np.bincount(pairs.row[mates], pairs.data[mates], minlength=len(campaign))
    worth = np.minimum(total / np.maximum(rings, 1), CAP)
    return np.where(flagged, 0.0, worth), rings


def _line(bits: float, rings: int) -> Contribution:
    others = "a flagged ring" if rings == 1 else f"{rings:,} flagged rings"
    meaning = f"It shares with {others} what the rings of one operator share."
    return Contribution("same_operator", bits, float(rings), meaning)
