"""Discovery from end to end: prompts to scaffolds, each with the prompts that chose it.

Up to LIMIT distinct prompts are searched together. Of more, a sample is searched for scripts of any
size, and then all prompts that fit none of these for rare ones: text that is frequent there is
plain language, and need not be looked at. So the work grows with the prompts
and not with their square.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from linkage.templates.frequent import NO_MAXIMUM, distinct_prompts, frequent_shingles
from linkage.templates.index import Scaffold, build_index
from linkage.templates.match import match_rows
from linkage.templates.scaffolds import find_scaffolds
from linkage.templates.select import are_scripts, select
from linkage.templates.senders import Senders
from linkage.templates.tokens import Shingles

MINIMUM_SUPPORT = 8
"""Distinct prompts of the smallest template."""
LIMIT = 100_000
"""Distinct prompts that are searched together."""
RARE = 16
"""Times the prompts of a script that the sample would just miss, up to which it is rare."""

Found = tuple[list[Scaffold], NDArray[np.float32]]
Numbers = NDArray[np.int64]


def discover(
    shingles: Shingles,
    accounts: Numbers | None = None,
    minimum: int = MINIMUM_SUPPORT,
    known: Sequence[Scaffold] = (),
    threads: int = 1,
) -> Found:
    """Return the scaffolds in the prompts and their strength, whatever the prompts' order.

    ``accounts`` (n) numbers the sender of each prompt, 0 unknown. At least ``minimum`` distinct
    prompts hold each scaffold. Rare ones are not sought in prompts that fit one of ``known``.
    """
    distinct = distinct_prompts(shingles)
    if len(distinct) <= LIMIT:
        return _search(shingles, distinct, accounts, distinct, minimum)
    # the order is that of fingerprints, so the first ones are a fair sample
    sample = distinct[:LIMIT]
    common, strength = _search(shingles, sample, accounts, sample, minimum)
    every = [*known, *common]
    fitting = match_rows(
        build_index(every),
        shingles.hashes,
        shingles.bounds,
        np.ones(len(every), np.float32),
        threads,
    )
    choice = fitting.template[distinct]
    if accounts is not None:
        # a sample has few prompts of each sender; all of them tell scripts from pasted text
        senders = _senders(accounts, distinct, distinct)
        tally = senders.tally(np.maximum(choice - len(known), -1).astype(np.int32), len(common))
        keep = np.flatnonzero(are_scripts(common, tally))
        common, strength = [common[i] for i in keep], strength[keep]
    maximum = RARE * minimum * len(distinct) // LIMIT
    rare, weak = _search(shingles, distinct[choice < 0], accounts, distinct, minimum, maximum)
    return common + rare, np.concatenate([strength, weak])


def _senders(accounts: Numbers, rows: Numbers, whole: Numbers) -> Senders:
    """Return the senders of some prompts, among those of all that a script could have."""
    volume = np.bincount(accounts[whole], minlength=int(accounts.max(initial=0)) + 1)
    return Senders(accounts[rows], volume)


def _search(
    shingles: Shingles,
    rows: Numbers,
    accounts: Numbers | None,
    whole: Numbers,
    minimum: int,
    maximum: int = NO_MAXIMUM,
) -> Found:
    """Search distinct prompts for scaffolds of shingles that not more than ``maximum`` hold.

    ``whole`` are the prompts of which these are the ones that a script could have.
    """
    frequent = frequent_shingles(shingles, rows, minimum, maximum)
    if not len(frequent.hashes):
        return [], np.empty(0, np.float32)
    cores = find_scaffolds(frequent, minimum)
    senders = None if accounts is None else _senders(accounts, frequent.origin, whole)
    return select(frequent, cores, minimum, senders)
