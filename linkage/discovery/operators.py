"""Rings of operators: candidates -> seeds -> growth -> rings -> those with a good score."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from linkage.config import DiscoverySettings
from linkage.discovery.base_rate import HIGHEST, size_shifts
from linkage.discovery.belief import account_traits
from linkage.discovery.clusters import Communities, renumber, select
from linkage.discovery.features import feature_matrix, gather_facts
from linkage.discovery.growth import grow
from linkage.discovery.profiles import UNKNOWN, Profiles
from linkage.discovery.rings import find_rings
from linkage.discovery.scoring import (
    contributions,
    data_of,
    probability,
    ring_rate,
    score_model,
)
from linkage.discovery.seeds import candidates, seed_belief
from linkage.discovery.tokens import Floats, Longs, Tokens
from linkage.records import Contribution

Progress = Callable[[str, float], None]
Evidence = tuple[tuple[Contribution, ...], ...]
"""The table of evidence of each group; its bits sum to the log-odds of the group's score."""


def operator_rings(
    tokens: Tokens,
    bits: Floats,
    profiles: Profiles,
    settings: DiscoverySettings,
    step: Progress,
    communities: Communities | None = None,
) -> tuple[Longs, Evidence]:
    """Return (n,) the ring of each account, -1 for none, and each ring's table of evidence."""
    step("seeds", 0.35)
    partitions = candidates(tokens, bits, settings, communities)
    belief = seed_belief(tokens, bits, profiles, partitions)
    step("growth", 0.7)
    traits = account_traits(tokens, profiles.created, int(UNKNOWN))
    grown = grow(tokens, bits, belief, traits).inside
    step("rings", 0.8)
    labels = find_rings(tokens, bits, grown, settings.minimum_accounts, settings.seed)
    facts = gather_facts(tokens, bits, profiles, labels)
    matrix = feature_matrix(facts)
    data = data_of(tokens)
    model = score_model(data)
    log_odds = model.log_odds(matrix)
    highest = HIGHEST if data == "rich" else 0.0
    shifts = size_shifts(log_odds, facts.sizes, ring_rate(), highest)
    good = probability(log_odds + shifts) >= settings.minimum_score
    labels = renumber(select(labels, good), settings.minimum_accounts)
    chosen = np.flatnonzero(good)
    return labels, tuple(contributions(model, matrix[g], float(shifts[g])) for g in chosen)
