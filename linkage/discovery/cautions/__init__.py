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
from linkage.discovery.scoring import total_bits
from linkage.discovery.tokens import Floats
from linkage.records import Contribution

Caution = Callable[[Facts, Floats], Floats]

OF_FEW_KINDS: tuple[Caution, ...] = (one_kind_alone, like_a_company, like_an_office)
"""For poor data alone."""
OF_ALL_DATA: tuple[Caution, ...] = (like_one_person, one_by_one, each_on_its_own_days)
"""Whom these hold back an analyst is shown."""
CAUTIONS = (*OF_FEW_KINDS, *OF_ALL_DATA)


_HOLDING_BACK = frozenset(caution.__name__ for caution in OF_ALL_DATA)


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


def holds_back(line: Contribution) -> bool:
    """Return whether a line of a table of evidence is that of a caution of all data."""
    return line.name in _HOLDING_BACK


def before_cautions(evidence: Sequence[tuple[Contribution, ...]]) -> Floats:
    """Return (groups,) the log-odds of groups without the cautions of all data."""
    return total_bits([tuple(line for line in lines if not holds_back(line)) for lines in evidence])


def of_all_data(bits: Floats) -> Floats:
    """Return (groups,) what the cautions of all data take, out of what ``cautions`` returned."""
    return np.asarray(bits[len(OF_FEW_KINDS) :].sum(axis=0))


def said(bits: Sequence[float]) -> tuple[Contribution, ...]:
    """Return the lines of the table of evidence, none where nothing was taken."""
    return tuple(
        Contribution(caution.__name__, taken, None, " ".join((caution.__doc__ or "").split()))
        for caution, taken in zip(CAUTIONS, bits, strict=True)
        if taken
    )
