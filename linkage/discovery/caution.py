"""Bits taken from groups that the data at hand can hardly tell from honest ones.

The worlds that the score was fitted on hold few worlds of few kinds; two things that every analyst
knows are therefore rules. A group whose members are tied by one kind of evidence alone is what
chance, homes and shared services make. And where only sign-ups and addresses are known (no card,
device or prompt), people of one mail domain behind a few addresses are a company as well as a ring.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.features import FEATURES, one_domain, several_kinds
from linkage.discovery.tokens import Floats, Tokens
from linkage.records import Contribution

TELLING = frozenset({"payment", "device", "content"})
"""Groups of kinds of which one, at least, tells a company from a ring."""
SHARES, COMPANY = (0.3, 0.6), (0.0, 7.0)
"""Share of members with a common mail domain, and the bits taken: nothing up to the first."""
KINDS, LONE = (0.1, 0.3), (6.0, 0.0)
"""Kinds beyond the first that tie members on average, and the bits taken."""


def cautions(tokens: Tokens, data: str, matrix: Floats) -> Floats:
    """Return (2, groups) the bits, 0 or less: for one kind alone, and for companies.

    ``matrix`` (groups, features) holds the values of FEATURES. In rich data nothing is taken.
    """
    if data == "rich":
        return np.zeros((2, len(matrix)))
    lone = -np.interp(matrix[:, FEATURES.index(several_kinds)], KINDS, LONE)
    share = np.nan_to_num(matrix[:, FEATURES.index(one_domain)])
    tells = bool(TELLING & set(tokens.groups))
    company = np.zeros(len(matrix)) if tells else -np.interp(share, SHARES, COMPANY)
    return np.stack([lone, company])


def said(lone: float, company: float) -> tuple[Contribution, ...]:
    """Return the lines of the table of evidence, none where nothing was taken."""
    lines = (
        Contribution("one_kind_alone", lone, None, "Hardly more than one kind ties the members."),
        Contribution(
            "like_a_company",
            company,
            None,
            "Only sign-ups and addresses are known, and many have one mail domain: companies too.",
        ),
    )
    return tuple(line for line in lines if line.bits)
