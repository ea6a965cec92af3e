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
LOWEST, HIGHEST = -4.0, 1.8
"""Bits by which the data can move the prior: more down than up, and never up in poor data."""
SMALL = 8
"""Accounts below which a group is as small as families are: their base rate is another one."""
ROUNDS = 100


def base_rate_shift(log_odds: Floats, rate: float, highest: float = HIGHEST) -> float:
    """Return the bits to add to every group's log-odds (base 2), for a model fitted at a rate.

    The shift is ``highest`` at most.
    """
    fitted = float(np.log2(rate / (1.0 - rate)))
    shift = 0.0
    for _ in range(ROUNDS):
        share = float(probability(log_odds + shift).sum() + PSEUDO * rate)
        share /= len(log_odds) + PSEUDO
        share = min(max(share, 1e-9), 1.0 - 1e-9)
        shift = float(np.clip(np.log2(share / (1.0 - share)) - fitted, LOWEST, highest))
    return shift


def size_shifts(log_odds: Floats, sizes: Floats, rate: float, highest: float = HIGHEST) -> Floats:
    """Return (groups,) the shift of each group: small and large groups have their own base rate.

    Small groups are never helped: a world full of large rings says nothing about its families.
    """
    small = sizes < SMALL
    down = base_rate_shift(log_odds[small], rate, min(highest, 0.0))
    return np.where(small, down, base_rate_shift(log_odds[~small], rate, highest))
