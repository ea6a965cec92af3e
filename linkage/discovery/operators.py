"""Rings of operators: candidates -> seeds -> growth -> rings -> those with a good score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from linkage.config import DiscoverySettings
from linkage.discovery.base_rate import size_shifts
from linkage.discovery.belief import account_traits
from linkage.discovery.cautions import cautions, of_all_data, said
from linkage.discovery.clusters import Communities, keep, renumber
from linkage.discovery.features import feature_matrix, gather_facts
from linkage.discovery.growth import grow
from linkage.discovery.neighbours import neighbours
from linkage.discovery.profiles import UNKNOWN, Profiles
from linkage.discovery.rings import find_rings
from linkage.discovery.scoring import (
    contributions,
    data_of,
    probability,
    ring_rates,
    score_model,
)
from linkage.discovery.seeds import candidates, seed_belief
from linkage.discovery.takeover import follow, taken_over
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens
from linkage.records import Contribution

Progress = Callable[[str, float], None]
Evidence = tuple[tuple[Contribution, ...], ...]
"""The table of evidence of each group; its bits sum to the log-odds of the group's score."""


@dataclass(frozen=True, slots=True)
class Found:
    """Groups of accounts, numbered from 0; -1 is none.

    ``labels`` (n,) is the group of each account, ``evidence`` each group's table of evidence, and
    ``aside`` (n,) the group that an account was left out of because it looks taken over.
    """

    labels: Longs
    evidence: Evidence
    aside: Longs


def operator_rings(
    tokens: Tokens,
    bits: Floats,
    profiles: Profiles,
    settings: DiscoverySettings,
    step: Progress,
    communities: Communities | None = None,
) -> Found:
    """Return the rings with at least the minimum score, and those that a caution takes it from."""
    step("seeds", 0.35)
    partitions = candidates(tokens, bits, settings, communities)
    belief = seed_belief(tokens, bits, profiles, partitions)
    step("growth", 0.7)
    traits = account_traits(tokens, profiles.created, int(UNKNOWN))
    grown = grow(tokens, bits, belief, traits).inside
    step("rings", 0.8)
    full = find_rings(tokens, bits, grown, settings.minimum_accounts, settings.seed)
    labels, victims = without_strangers(tokens, bits, profiles, full, settings.minimum_accounts)
    facts = gather_facts(tokens, bits, profiles, labels)
    matrix = feature_matrix(facts)
    data = data_of(tokens)
    model = score_model(data)
    doubts = cautions(facts, data, matrix)
    log_odds = model.log_odds(matrix) + doubts.sum(axis=0)
    shifts = size_shifts(log_odds, facts.sizes, ring_rates(data), data)
    good = probability(log_odds + shifts - of_all_data(doubts)) >= settings.minimum_score
    labels = keep(labels, good)
    chosen = np.flatnonzero(good)
    evidence = tuple(
        (*contributions(model, matrix[g], float(shifts[g])), *said(doubts[:, g].tolist()))
        for g in chosen
    )
    return Found(labels, evidence, follow(labels, full, victims))


def without_strangers(
    tokens: Tokens, bits: Floats, profiles: Profiles, rings: Longs, minimum: int
) -> tuple[Longs, Flags]:
    """Return (n,) the rings that are left without victims and neighbours, and (n,) the victims.

    Rings of fewer than ``minimum`` accounts are none.
    """
    victims = taken_over(tokens, profiles, rings)
    loose = neighbours(tokens, bits, profiles.created, np.where(victims, -1, rings))
    return renumber(np.where(victims | loose, -1, rings), minimum), victims
