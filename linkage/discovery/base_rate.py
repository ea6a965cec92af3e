"""How common rings are among the groups of the data at hand, learnt from the groups themselves.

The score is fitted where a certain share of the groups are rings. In data without any ring that
prior is too high, and groups of families or agencies that stand on the edge would pass; in data
where every group is a ring it is too low. The share is found by expectation maximisation (Saerens,
Latinne and Decaestecker, 2002, "Adjusting the outputs of a classifier to new a priori
probabilities"), held back by pseudo-groups at the fitted rate.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.scoring import probability
from linkage.discovery.tokens import Floats

PSEUDO = 5.0
"""Groups at the fitted rate that are added to those of the data."""
BOTTOM = 0.02
"""Share of rings among groups that is thought of at least: in a world without rings none are."""
TOP = {"rich": (0.94, 0.94), "poor": (0.35, 0.6)}
"""The largest share of rings among (small, large) groups that is believed: in poor data all honest
groups look a little like rings."""
SMALL = 8
"""Accounts below which a group is as small as families are: their base rate is another one, since a
world full of large rings says nothing about its families."""
ROUNDS = 100


def base_rate_shift(log_odds: Floats, rate: float, top: float) -> float:
    """Return the bits to add to every group's log-odds (base 2), for a model fitted at a rate."""
    fitted = float(np.log2(rate / (1.0 - rate)))
    shift = 0.0
    for _ in range(ROUNDS):
        share = float(probability(log_odds + shift).sum() + PSEUDO * rate)
        share = min(max(share / (len(log_odds) + PSEUDO), BOTTOM), top)
        shift = float(np.log2(share / (1.0 - share)) - fitted)
    return shift


def size_shifts(
    log_odds: Floats, sizes: Floats, rates: tuple[float, float], data: str = "rich"
) -> Floats:
    """Return (groups,) the shift of each group: small and large groups have their own base rate.

    ``rates`` are the shares of rings among small and among large groups when the model was fitted.
    """
    small = sizes < SMALL
    shifts = [
        base_rate_shift(log_odds[mine], rate, top)
        for mine, rate, top in zip((small, ~small), rates, TOP[data], strict=True)
    ]
    return np.where(small, *shifts)
