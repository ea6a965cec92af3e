"""The steps of discovery in their order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from linkage.config import DiscoverySettings, NatureSettings
from linkage.discovery.calibration import Calibration, calibrate, recalibrated
from linkage.discovery.campaigns import HOPED, Joined, alone, find_campaigns, vouched
from linkage.discovery.clusters import Communities
from linkage.discovery.corroboration import token_bits
from linkage.discovery.doubtful import FLOOR, split, unflagged
from linkage.discovery.features import gather_facts
from linkage.discovery.findings import (
    Named,
    hub_table,
    member_table,
    name_rings,
    weight_table,
)
from linkage.discovery.identity import identifying_tokens, knows_operators, same_hands
from linkage.discovery.judgement import judged
from linkage.discovery.lineage import run_id
from linkage.discovery.membership import ring_membership
from linkage.discovery.natures import Data, exempt
from linkage.discovery.notes import notes_on
from linkage.discovery.operators import Evidence, Found, Progress, operator_rings
from linkage.discovery.owners.findings import find_owners, seeks_owners
from linkage.discovery.profiles import Profiles, build_profiles
from linkage.discovery.scoring import data_of, probability, total_bits
from linkage.discovery.takeover import said_aside
from linkage.discovery.timing import Times
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
    reviews: pl.DataFrame | None = None,
    progress: Progress | None = None,
    communities: Communities | None = None,
) -> Findings:
    """Find the rings in folded sightings.

    ``sightings``, ``accounts``, ``attributes`` have the schemas of linkage.records; ``previous`` is
    the members table of the former run, whose rings keep their ids where they overlap;
    ``reviews`` (reviews.REVIEWS) are what the scores are held against, see calibration.py;
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
    findings, tokens, times = _find_rings(
        replace(everything, sightings=gone.sightings),
        settings,
        previous,
        reviews,
        step,
        communities,
    )
    step("judgement", 0.95)
    findings = judged(findings, tokens, everything, gone, times)
    step("done", 1.0)
    return findings


def _find_rings(
    data: Data,
    settings: DiscoverySettings,
    previous: pl.DataFrame | None,
    reviews: pl.DataFrame | None,
    step: Progress,
    communities: Communities | None,
) -> tuple[Findings, Tokens, Times | None]:
    """Return the findings before anything is said of them, the graph, and its times."""
    step("tokens", 0.0)
    tokens = build_tokens(data.sightings, data.accounts, data.kinds)
    step("evidence", 0.2)
    operators = knows_operators(tokens)
    bits = token_bits(tokens, settings.seed, None if operators else identifying_tokens(tokens))
    profiles = build_profiles(data.sightings, data.accounts, tokens)
    find = operator_rings if operators else same_hands
    minimum = settings.minimum_score
    lower = min(HOPED if operators else FLOOR, minimum)
    loose = replace(settings, minimum_score=lower)
    every = find(tokens, bits, profiles, loose, step, communities)
    step("campaigns", 0.9)
    learnt = calibrate(reviews, data_of(tokens)) if operators else None
    if operators:
        every = replace(every, evidence=_with_others(tokens, bits, every, learnt, lower, minimum))
    flagged, doubtful = split(every, minimum, min(FLOOR, minimum))
    campaigns = find_campaigns(tokens, bits, flagged.labels)
    named, members = _named(tokens, bits, profiles, flagged, campaigns, previous)
    apart = alone(len(doubtful.evidence))
    others, other_members = _named(tokens, bits, profiles, doubtful, apart, None)
    candidates = tuple(unflagged(ring) for ring in others.rings)
    renamed = {old.id: new.id for old, new in zip(others.rings, candidates, strict=True)}
    findings = Findings(
        run=_run(tokens, data, settings, members, learnt),
        rings=_ranked(named.rings),
        campaigns=named.campaigns,
        members=members,
        weights=weight_table(tokens, bits),
        hubs=hub_table(tokens, data.kinds),
        candidates=_ranked(candidates),
        candidate_members=other_members.with_columns(pl.col("ring").replace(renamed)),
    )
    return findings, tokens, profiles.times


def _with_others(
    tokens: Tokens,
    bits: Floats,
    every: Found,
    learnt: Calibration | None,
    lower: float,
    minimum: float,
) -> Evidence:
    """Return the tables of evidence with what flagged rings and reviews add to them.

    Nobody vouches for groups below the ``lower`` score, which cautions have brought there.
    """
    sizes = np.bincount(every.labels[every.labels >= 0])
    flagged = probability(total_bits(recalibrated(every.evidence, sizes, learnt))) >= minimum
    near = probability(total_bits(every.evidence)) >= lower
    evidence = vouched(tokens, bits, every.labels, every.evidence, flagged, near)
    return recalibrated(evidence, sizes, learnt)


def _run(
    tokens: Tokens,
    data: Data,
    settings: DiscoverySettings,
    members: pl.DataFrame,
    learnt: Calibration | None,
) -> Run:
    return Run(
        id=run_id(tokens, settings, learnt.digest if learnt else ""),
        seed=settings.seed,
        accounts=tokens.size,
        sightings=data.sightings.height,
        rings=members["ring"].n_unique(),
        members=members.height,
        notes=notes_on(tokens, data.sightings, data.accounts),
        data=data_of(tokens) if knows_operators(tokens) else "",
    )


def _named(
    tokens: Tokens,
    bits: Floats,
    profiles: Profiles,
    groups: Found,
    campaigns: Joined,
    previous: pl.DataFrame | None,
) -> tuple[Named, pl.DataFrame]:
    """Return the records of groups, and records.MEMBERS."""
    facts = gather_facts(tokens, bits, profiles, groups.labels)
    member = ring_membership(tokens, bits, groups.labels)
    named = name_rings(facts, member, campaigns, groups.evidence, previous)
    rings = said_aside(named.rings, groups.aside, tokens.accounts)
    return replace(named, rings=rings), member_table(tokens, groups.labels, rings, member)


def _ranked(rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
    return tuple(sorted(rings, key=lambda ring: (-ring.score, -ring.accounts, ring.id)))


def _silent(_step: str, _share: float) -> None:
    """Report nothing."""
