"""Data without the kinds that the score was fitted on: groups that share what identifies them.

Where the data are not about accounts that pay, connect and ask (sign-ups of one source, registers,
profiles), a campaign cannot be told from a community by its features. What can be found is who is
the same: accounts that share values of identifying kinds. A kind identifies if few accounts stand
behind one of its values; noisy kinds (a time zone, a folder, a source) link nobody.
"""

from __future__ import annotations

import numpy as np

from linkage.config import DiscoverySettings
from linkage.discovery.clusters import Communities, cluster_pairs, keep
from linkage.discovery.evidence import prior_log_odds
from linkage.discovery.operators import Found, Progress
from linkage.discovery.pairs import Pairs, find_pairs
from linkage.discovery.profiles import Profiles
from linkage.discovery.scoring import probability
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens
from linkage.kinds import GROUPS
from linkage.records import Contribution

FEW = 10 / 3
"""Accounts behind one value, on average, up to which a kind identifies."""
MINIMUM_GROUPS = 2
"""Independent groups of kinds without which a link cannot be corroborated, and nothing is said."""
PAIR_LOG_ODDS = -6.0
"""Log-odds, base 2, from which a pair of accounts is kept."""


def knows_operators(tokens: Tokens) -> bool:
    """Return whether two of the built-in groups of kinds are shared, which the score needs."""
    shared = {tokens.groups[group] for group in np.unique(tokens.group)}
    return len(shared & set(GROUPS)) > 1


def identifying_tokens(tokens: Tokens) -> Flags:
    """Return (t,) the plain tokens of kinds with few accounts behind a value, on average."""
    links = tokens.distinct.sum(axis=0, dtype=np.int64)
    plain = tokens.plain
    shared = np.bincount(tokens.kind[plain], minlength=len(links))
    behind = np.bincount(tokens.kind[plain], tokens.degree[plain], minlength=len(links))
    values = links - behind + shared
    return np.asarray(plain & (links <= FEW * values)[tokens.kind])


def same_hands(
    tokens: Tokens,
    bits: Floats,
    _profiles: Profiles,
    settings: DiscoverySettings,
    step: Progress,
    communities: Communities | None = None,
) -> Found:
    """Return the groups of accounts that seem to be the same."""
    nobody = np.full(tokens.size, -1, dtype=np.int64)
    if len(np.unique(tokens.group[bits > 0])) < MINIMUM_GROUPS:
        return Found(nobody, (), nobody)
    step("pairs", 0.35)
    pairs = find_pairs(tokens, bits, PAIR_LOG_ODDS, 1)
    minimum = settings.minimum_accounts
    labels = cluster_pairs(pairs, tokens.size, minimum, settings.seed, communities=communities)
    links = strongest_links(pairs, labels, prior_log_odds(tokens.size))
    good = probability(links) >= settings.minimum_score
    return Found(
        keep(labels, good), tuple(_evidence(float(value)) for value in links[good]), nobody
    )


def strongest_links(pairs: Pairs, labels: Longs, prior: float) -> Floats:
    """Return (groups,) the mean over members of the bits of their strongest link inside."""
    same = (labels[pairs.first] == labels[pairs.second]) & (labels[pairs.first] >= 0)
    best = np.zeros(len(labels))
    for ends in (pairs.first[same], pairs.second[same]):
        np.maximum.at(best, ends, pairs.log_odds[same] - prior)
    inside = labels >= 0
    groups = int(labels.max(initial=-1)) + 1
    sums = np.bincount(labels[inside], best[inside], minlength=groups)
    return sums / np.maximum(np.bincount(labels[inside], minlength=groups), 1)


def _evidence(links: float) -> tuple[Contribution, ...]:
    meaning = "Members share identifying values (mean bits of each member's strongest link)."
    return (Contribution("strongest_links", links, links, meaning),)
