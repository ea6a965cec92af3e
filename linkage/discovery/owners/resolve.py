"""The steps of identity resolution in their order."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from linkage.discovery.owners.candidates import find_candidates, sample_others
from linkage.discovery.owners.comparison import levels
from linkage.discovery.owners.compositions import parts_of
from linkage.discovery.owners.dependence import find_parents
from linkage.discovery.owners.grouping import group_accounts
from linkage.discovery.owners.holdings import build_holdings
from linkage.discovery.owners.model import IdentityModel, fit
from linkage.discovery.tokens import Longs


@dataclass(frozen=True, slots=True)
class Identities:
    """Accounts resolved to owners.

    ``labels`` (n,) is the group of each of ``accounts`` (sorted), from 0 in the order of accounts,
    -1 for an account alone. ``model`` explains any pair.
    """

    accounts: pl.Series
    labels: Longs
    model: IdentityModel


def find_identities(sightings: pl.DataFrame, accounts: pl.Series, seed: int) -> Identities:
    """Resolve the accounts of folded sightings (records.SIGHTINGS) to their owners.

    ``accounts`` names accounts that may have no sighting. Everything is learnt from the data; the
    result does not depend on the order of the rows.
    """
    names = pl.concat([accounts, sightings["account"]]).unique().sort()
    kinds = build_holdings(sightings, names)
    size = len(names)
    if size < 2 or not kinds:
        empty = IdentityModel((), (), 0.0, ())
        return Identities(names, np.full(size, -1, dtype=np.int64), empty)
    parts = parts_of(kinds, seed)
    kinds = tuple(replace(kind, composed=k in parts) for k, kind in enumerate(kinds))
    candidates = find_candidates(kinds, size)
    others = sample_others(candidates, size, seed)
    parents = find_parents(kinds, [levels(kind, others)[0] for kind in kinds], parts, seed)
    model = fit(kinds, parents, candidates, others, size)
    weighed = model.log_odds(candidates)
    labels = group_accounts(candidates, weighed, model.log_odds, size, seed)
    return Identities(names, labels, model)
