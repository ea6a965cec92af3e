"""The steps of discovery in their order."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from linkage.config import DiscoverySettings
from linkage.discovery.belief import account_traits
from linkage.discovery.campaigns import find_campaigns
from linkage.discovery.clusters import cluster_pairs, renumber
from linkage.discovery.corroboration import token_bits
from linkage.discovery.features import gather_facts
from linkage.discovery.findings import hub_table, member_table, name_rings, weight_table
from linkage.discovery.growth import grow
from linkage.discovery.lineage import run_id
from linkage.discovery.membership import ring_membership
from linkage.discovery.notes import notes_on
from linkage.discovery.pairs import find_pairs
from linkage.discovery.profiles import UNKNOWN, build_profiles
from linkage.discovery.rings import find_rings
from linkage.discovery.scoring import probability, score_groups
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens, build_tokens
from linkage.kinds import KindTable
from linkage.records import Findings, Run

PAIR_LOG_ODDS = -3.0
"""Log-odds, base 2, from which a pair of accounts is kept: one in nine is right."""
PAIR_GROUPS = 1
"""Independent groups of kinds that a pair needs."""
SEED = 0.2
"""Score from which a micro-cluster is a seed: low, because growth drops the seeds that do not fit."""

Progress = Callable[[str, float], None]


def discover(
    sightings: pl.DataFrame,
    accounts: pl.DataFrame,
    kinds: KindTable,
    settings: DiscoverySettings,
    *,
    attributes: pl.DataFrame | None = None,  # noqa: ARG001
    previous: pl.DataFrame | None = None,
    progress: Progress | None = None,
) -> Findings:
    """Find the rings in folded sightings.

    ``sightings``, ``accounts``, ``attributes`` have the schemas of records.py; ``previous`` is
    the members table of the former run, whose rings keep their ids where they overlap;
    ``progress`` is called with the name of each step and the share done. The result depends on
    the input, the settings and the seed only, not on the order of the rows.
    """
    step = progress or _silent
    step("tokens", 0.0)
    tokens = build_tokens(sightings, accounts, kinds)
    step("evidence", 0.2)
    bits = token_bits(tokens, settings.seed)
    step("pairs", 0.35)
    labels = _micro_clusters(tokens, bits, settings)
    step("profiles", 0.5)
    profiles = build_profiles(sightings, accounts, tokens.accounts, np.flatnonzero(labels >= 0))
    step("seeds", 0.65)
    facts = gather_facts(tokens, bits, profiles, labels)
    seeds = _select(labels, probability(score_groups(facts)) >= SEED)
    step("growth", 0.7)
    traits = account_traits(tokens, profiles.created, int(UNKNOWN))
    grown = grow(tokens, bits, seeds >= 0, traits).inside
    step("rings", 0.8)
    labels = find_rings(tokens, bits, grown, settings.minimum_accounts, settings.seed)
    profiles = build_profiles(sightings, accounts, tokens.accounts, np.flatnonzero(labels >= 0))
    facts = gather_facts(tokens, bits, profiles, labels)
    good = probability(score_groups(facts)) >= settings.minimum_score
    labels = renumber(_select(labels, good), settings.minimum_accounts)
    step("campaigns", 0.9)
    campaigns = find_campaigns(tokens, bits, labels, settings.seed)
    facts = gather_facts(tokens, bits, profiles, labels)
    member = ring_membership(tokens, bits, labels)
    named = name_rings(facts, member, campaigns, previous)
    members = member_table(tokens, labels, named.rings, member)
    step("done", 1.0)
    return Findings(
        run=Run(
            id=run_id(tokens, settings),
            seed=settings.seed,
            accounts=tokens.size,
            sightings=sightings.height,
            rings=len(named.rings),
            members=members.height,
            notes=notes_on(tokens, sightings, accounts),
        ),
        rings=tuple(sorted(named.rings, key=lambda ring: (-ring.score, -ring.accounts, ring.id))),
        campaigns=named.campaigns,
        members=members,
        weights=weight_table(tokens, bits),
        hubs=hub_table(tokens, kinds),
    )


def _micro_clusters(tokens: Tokens, bits: Floats, settings: DiscoverySettings) -> Longs:
    pairs = find_pairs(tokens, bits, PAIR_LOG_ODDS, PAIR_GROUPS)
    return cluster_pairs(pairs, tokens.size, settings.minimum_accounts, settings.seed)


def _select(labels: Longs, good: Flags) -> Longs:
    """Return the labels of the good groups; the accounts of the others get -1."""
    return np.where((labels >= 0) & np.append(good, False)[labels], labels, -1)


def _silent(_step: str, _share: float) -> None:
    """Report nothing."""
