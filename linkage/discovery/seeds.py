"""Seeds: how far each account is believed to be in a ring before anything has grown.

Candidates come from clusters of pairs, where two accounts share several things, and from
communities, where the members of a ring with large pools keep to the same things although hardly
any two share much. All are scored by the same model; an account believes its best candidate.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from linkage.config import DiscoverySettings
from linkage.discovery.clusters import Communities, cluster_pairs
from linkage.discovery.communities import find_communities
from linkage.discovery.features import feature_matrix, gather_facts
from linkage.discovery.pairs import find_pairs
from linkage.discovery.profiles import Profiles
from linkage.discovery.scoring import data_of, probability, score_model
from linkage.discovery.tokens import Floats, Longs, Tokens

PAIR_LOG_ODDS = -3.0
"""Log-odds, base 2, from which a pair of accounts is kept: one in nine is right."""
LEAST = 0.15
"""Score from which a candidate is a seed: low, because growth drops the seeds that do not fit."""
SURE = 0.5
"""Score from which the accounts of a candidate are taken as sure; below, in proportion."""


def candidates(
    tokens: Tokens,
    bits: Floats,
    settings: DiscoverySettings,
    communities: Communities | None = None,
) -> Iterator[Longs]:
    """Yield partitions: the candidate (n,) of each account, -1 for none.

    ``communities`` clusters the pairs in place of igraph.
    """
    pairs = find_pairs(tokens, bits, PAIR_LOG_ODDS, 1)
    minimum = settings.minimum_accounts
    yield cluster_pairs(pairs, tokens.size, minimum, settings.seed, communities=communities)
    yield from find_communities(tokens, minimum, settings.seed)


def seed_belief(
    tokens: Tokens, bits: Floats, profiles: Profiles, partitions: Iterator[Longs]
) -> Floats:
    """Return (n,) the belief from 0 to 1 that each account is in a ring."""
    belief = np.zeros(tokens.size)
    model = score_model(data_of(tokens), "candidates")
    for labels in partitions:
        matrix = feature_matrix(gather_facts(tokens, bits, profiles, labels))
        score = probability(model.log_odds(matrix))
        worth = np.where(score >= LEAST, np.minimum(score / SURE, 1.0), 0.0)
        belief = np.maximum(belief, np.append(worth, 0.0)[labels])
    return belief
