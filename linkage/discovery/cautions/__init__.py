"""Bits taken from groups that the data at hand can hardly tell from honest ones.

A caution is a function of the facts and features of groups that returns (groups,) the bits it takes
from each, 0 or more; its docstring is its explanation to the analyst.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from linkage.discovery.cautions.few_kinds import like_a_company, like_an_office, one_kind_alone
from linkage.discovery.cautions.unhidden import each_on_its_own_days, like_one_person, one_by_one
from linkage.discovery.features import Facts
from linkage.discovery.tokens import Floats
from linkage.records import Contribution

Caution = Callable[[Facts, Floats], Floats]

OF_FEW_KINDS: tuple[Caution, ...] = (one_kind_alone, like_a_company, like_an_office)
"""For poor data alone."""
CAUTIONS: tuple[Caution, ...] = (
    *OF_FEW_KINDS,
    like_one_person,
    one_by_one,
    each_on_its_own_days,
)


def cautions(facts: Facts, data: str, matrix: Floats) -> Floats:
    """Return (cautions, groups) the bits of each of CAUTIONS, 0 or less.

    ``data`` is ``rich`` or ``poor``; ``matrix`` (groups, features) holds the values of FEATURES.
    """
    nothing = np.zeros(len(matrix))
    return -np.stack(
        [
            nothing if data == "rich" and caution in OF_FEW_KINDS else caution(facts, matrix)
            for caution in CAUTIONS
        ]
    )


def said(bits: Sequence[float]) -> tuple[Contribution, ...]:
    """Return the lines of the table of evidence, none where nothing was taken."""
    return tuple(
        Contribution(caution.__name__, taken, None, " ".join((caution.__doc__ or "").split()))
        for caution, taken in zip(CAUTIONS, bits, strict=True)
        if taken
    )
