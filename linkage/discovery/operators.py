"""Rings of operators: clusters of pairs -> seeds -> growth -> rings -> those with a good score."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from linkage.config import DiscoverySettings
from linkage.discovery.belief import account_traits
from linkage.discovery.clusters import Communities, cluster_pairs, renumber, select
from linkage.discovery.features import feature_matrix, gather_facts
from linkage.discovery.growth import grow
from linkage.discovery.pairs import find_pairs
from linkage.discovery.profiles import UNKNOWN, Profiles
from linkage.discovery.rings import find_rings
from linkage.discovery.scoring import contributions, probability, score_model
from linkage.discovery.tokens import Floats, Longs, Tokens
from linkage.records import Contribution

PAIR_LOG_ODDS = -3.0
"""Log-odds, base 2, from which a pair of accounts is kept: one in nine is right."""
SEED = 0.2
"""Score from which a cluster is a seed: low, because growth drops the seeds that do not fit."""

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
    step("pairs", 0.35)
    pairs = find_pairs(tokens, bits, PAIR_LOG_ODDS, 1)
    step("clusters", 0.45)
    minimum = settings.minimum_accounts
    labels = cluster_pairs(pairs, tokens.size, minimum, settings.seed, communities=communities)
    step("seeds", 0.6)
    matrix = feature_matrix(gather_facts(tokens, bits, profiles, labels))
    seeds = select(labels, probability(score_model().log_odds(matrix)) >= SEED) >= 0
    step("growth", 0.7)
    traits = account_traits(tokens, profiles.created, int(UNKNOWN))
    grown = grow(tokens, bits, seeds, traits).inside
    step("rings", 0.8)
    labels = find_rings(tokens, bits, grown, settings.minimum_accounts, settings.seed)
    matrix = feature_matrix(gather_facts(tokens, bits, profiles, labels))
    good = probability(score_model().log_odds(matrix)) >= settings.minimum_score
    labels = renumber(select(labels, good), settings.minimum_accounts)
    return labels, tuple(contributions(row) for row in matrix[np.flatnonzero(good)])
