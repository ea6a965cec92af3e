"""The steps of discovery in their order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from linkage.config import DiscoverySettings, NatureSettings
from linkage.discovery.campaigns import find_campaigns
from linkage.discovery.clusters import Communities
from linkage.discovery.corroboration import token_bits
from linkage.discovery.doubtful import FLOOR, Groups, split, unflagged
from linkage.discovery.features import gather_facts
from linkage.discovery.findings import hub_table, member_table, name_rings, weight_table
from linkage.discovery.identity import identifying_tokens, knows_operators, same_hands
from linkage.discovery.judgement import judged
from linkage.discovery.lineage import run_id
from linkage.discovery.membership import ring_membership
from linkage.discovery.natures import Data, exempt
from linkage.discovery.notes import notes_on
from linkage.discovery.operators import Progress, operator_rings
from linkage.discovery.owners.findings import find_owners, seeks_owners
from linkage.discovery.profiles import Profiles, build_profiles
from linkage.discovery.tokens import Floats, Tokens, build_tokens
from linkage.errors import UsageError
from linkage.kinds import KindTable
from linkage.records import ATTRIBUTES, Findings, Ring, Run


def discover(
    sightings: pl.DataFrame,
    accounts: pl.DataFrame,
    kinds: KindTable,
    settings: DiscoverySettings,
    *,
    attributes: pl.DataFrame | None = None,
    natures: NatureSettings | None = None,
    previous: pl.DataFrame | None = None,
    progress: Progress | None = None,
    communities: Communities | None = None,
) -> Findings:
    """Find the rings in folded sightings.

    ``sightings``, ``accounts``, ``attributes`` have the schemas of records.py; ``previous`` is
    the members table of the former run, whose rings keep their ids where they overlap;
    ``natures`` are declared by the analyst: identifiers that link nobody are left out, and said;
    ``progress`` is called with the name of each step and the share done; ``communities`` finds
    the clusters of pairs in place of igraph. The result depends on the input, the settings and
    the seed only, not on the order of the rows.
    """
    step = progress or _silent
    everything = Data(
        sightings,
        accounts,
        ATTRIBUTES.to_frame() if attributes is None else attributes,
        kinds,
        natures or NatureSettings(),
    )
    gone = exempt(sightings, everything.settings, kinds)
    sightings = gone.sightings
    if seeks_owners(sightings, kinds, settings):
        if communities is not None:
            raise UsageError("owners are found with igraph only", hint="use --engine igraph")
        owners = find_owners(sightings, accounts, kinds, settings, previous=previous, progress=step)
        return judged(owners, build_tokens(sightings, accounts, kinds), everything, gone)
    step("tokens", 0.0)
    tokens = build_tokens(sightings, accounts, kinds)
    step("evidence", 0.2)
    operators = knows_operators(tokens)
    bits = token_bits(tokens, settings.seed, None if operators else identifying_tokens(tokens))
    profiles = build_profiles(sightings, accounts, tokens.accounts)
    find = operator_rings if operators else same_hands
    lower = replace(settings, minimum_score=min(FLOOR, settings.minimum_score))
    every = find(tokens, bits, profiles, lower, step, communities)
    flagged, doubtful = split(*every, settings.minimum_score)
    labels, evidence = flagged.labels, flagged.evidence
    step("campaigns", 0.9)
    campaigns = find_campaigns(tokens, bits, labels, settings.seed)
    facts = gather_facts(tokens, bits, profiles, labels)
    member = ring_membership(tokens, bits, labels)
    named = name_rings(facts, member, campaigns, evidence, previous)
    members = member_table(tokens, labels, named.rings, member)
    candidates, candidate_members = _candidates(tokens, bits, profiles, doubtful)
    run = Run(
        id=run_id(tokens, settings),
        seed=settings.seed,
        accounts=tokens.size,
        sightings=sightings.height,
        rings=len(named.rings),
        members=members.height,
        notes=notes_on(tokens, sightings, accounts),
    )
    findings = Findings(
        run=run,
        rings=tuple(sorted(named.rings, key=lambda ring: (-ring.score, -ring.accounts, ring.id))),
        campaigns=named.campaigns,
        members=members,
        weights=weight_table(tokens, bits),
        hubs=hub_table(tokens, kinds),
        candidates=candidates,
        candidate_members=candidate_members,
    )
    step("judgement", 0.95)
    findings = judged(findings, tokens, everything, gone)
    step("done", 1.0)
    return findings


def _candidates(
    tokens: Tokens, bits: Floats, profiles: Profiles, doubtful: Groups
) -> tuple[tuple[Ring, ...], pl.DataFrame]:
    """Return the groups that are not flagged, strongest first, and their members."""
    facts = gather_facts(tokens, bits, profiles, doubtful.labels)
    member = ring_membership(tokens, bits, doubtful.labels)
    alone = np.arange(len(doubtful.evidence))
    named = name_rings(facts, member, alone, doubtful.evidence, None).rings
    rings = tuple(unflagged(ring) for ring in named)
    members = member_table(tokens, doubtful.labels, rings, member)
    return tuple(sorted(rings, key=lambda ring: (-ring.score, -ring.accounts, ring.id))), members


def _silent(_step: str, _share: float) -> None:
    """Report nothing."""
