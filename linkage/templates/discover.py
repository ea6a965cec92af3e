"""Discovery from end to end: prompts to scaffolds, each with the prompts that chose it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from linkage.templates.frequent import frequent_shingles
from linkage.templates.match import Scaffold
from linkage.templates.scaffolds import find_scaffolds
from linkage.templates.select import select
from linkage.templates.tokens import Shingles

MINIMUM_SUPPORT = 8
"""Distinct prompts of the smallest template."""


def discover(
    shingles: Shingles,
    accounts: NDArray[np.int64] | None = None,
    minimum: int = MINIMUM_SUPPORT,
) -> tuple[list[Scaffold], NDArray[np.float32]]:
    """Return the scaffolds in the prompts and their strength, whatever the prompts' order.

    ``accounts`` (n) numbers the sender of each prompt. At least ``minimum`` distinct prompts
    choose each scaffold.
    """
    frequent = frequent_shingles(shingles, minimum)
    if not len(frequent.hashes):
        return [], np.empty(0, np.float32)
    cores = find_scaffolds(frequent, minimum)
    senders = None if accounts is None else accounts[frequent.origin]
    return select(frequent, cores, minimum, senders)
