"""From labelled accounts to the records that a run writes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from linkage.discovery.campaigns import Joined
from linkage.discovery.features import Facts, burst_share
from linkage.discovery.hubs import hub_reason
from linkage.discovery.hypotheses import counter_evidence
from linkage.discovery.lineage import anchors, inherit, name_groups
from linkage.discovery.membership import Membership
from linkage.discovery.profiles import UNKNOWN
from linkage.discovery.scoring import probability, total_bits
from linkage.discovery.tokens import Floats, Longs, Tokens
from linkage.kinds import KindTable, declare
from linkage.records import MEMBERS, WEIGHTS, Campaign, Contribution, Ring

TOP = 12
"""Identifiers listed for a ring."""
SHARD = 0.05
"""Share of a ring's accounts from which a loosely joined part counts as a shard."""


@dataclass(frozen=True, slots=True)
class Named:
    """Rings in the order of their labels, with their names and their campaign's name."""

    rings: tuple[Ring, ...]
    campaigns: tuple[Campaign, ...]


def name_rings(
    facts: Facts,
    member: Membership,
    joined: Joined,
    evidence: tuple[tuple[Contribution, ...], ...],
    previous: pl.DataFrame | None,
) -> Named:
    """Return the records of all labelled groups and of their campaigns."""
    labels, created = facts.labels, facts.profiles.created
    names = facts.tokens.accounts
    first = anchors(labels, member.core, created)
    kept = inherit(labels, names, previous)
    fresh = [label for label in range(len(first)) if label not in kept]
    fresh_ids = name_groups("R", names.gather(first[fresh]).to_list(), set(kept.values()))
    ids = kept | dict(zip(fresh, fresh_ids, strict=True))
    campaigns = joined.campaign
    anchor = {int(c): int(first[r]) for r, c in reversed(list(enumerate(campaigns)))}
    several = np.flatnonzero(np.bincount(campaigns) > 1).tolist() if len(campaigns) else []
    campaign_ids = dict(
        zip(several, name_groups("C", [names[anchor[c]] for c in several], set()), strict=True)
    )
    rings = _rings(facts, member, evidence, ids, [campaign_ids.get(int(c)) for c in campaigns])
    found = []
    for c in several:
        parts = [rings[r] for r in np.flatnonzero(campaigns == c)]
        found.append(
            Campaign(
                id=campaign_ids[c],
                rings=tuple(sorted(ring.id for ring in parts)),
                accounts=sum(ring.accounts for ring in parts),
                score=max(ring.score for ring in parts),
                links=tuple(_link(facts.tokens, *link) for link in joined.links.get(c, ())),
            )
        )
    return Named(rings, tuple(sorted(found, key=lambda c: (-c.accounts, c.id))))


def _link(tokens: Tokens, token: int, rings: int, bits: float) -> tuple[str, str, int, float]:
    """Return (kind, identifier, rings that hold it, bits) of what joins a campaign."""
    return tokens.kinds[tokens.kind[token]], str(tokens.values[token]), rings, bits


def _rings(
    facts: Facts,
    member: Membership,
    evidence: tuple[tuple[Contribution, ...], ...],
    ids: dict[int, str],
    campaigns: list[str | None],
) -> tuple[Ring, ...]:
    score = probability(total_bits(evidence))
    core = np.bincount(facts.labels[member.core], minlength=facts.held.groups)
    bursts = burst_share(facts)
    firsts, lasts = _spans(facts)
    return tuple(
        Ring(
            id=ids[g],
            campaign=campaigns[g],
            accounts=int(facts.sizes[g]),
            core=int(core[g]),
            score=float(score[g]),
            verdict="ring",
            first_seen=firsts[g],
            last_seen=lasts[g],
            burst=float(bursts[g]),
            shards=campaigns.count(campaigns[g]) if campaigns[g] else 1,
            contributions=evidence[g],
            counter_evidence=counter_evidence(evidence[g]),
            top_identifiers=_top(facts, g),
        )
        for g in range(facts.held.groups)
    )


def _spans(facts: Facts) -> tuple[list[datetime | None], list[datetime | None]]:
    """Return the first and the last time that each group was seen."""
    groups = facts.held.groups
    inside = facts.labels >= 0
    labels = facts.labels[inside]
    profiles = facts.profiles
    starts = np.full(groups, np.iinfo(np.int64).max)
    ends = np.full(groups, UNKNOWN)
    for times in (profiles.created, profiles.first_seen):
        known = times[inside] != UNKNOWN
        np.minimum.at(starts, labels[known], times[inside][known])
    for times in (profiles.created, profiles.last_seen):
        np.maximum.at(ends, labels, times[inside])
    return [_time(t) for t in starts], [_time(t) for t in ends]


def _time(microseconds: int) -> datetime | None:
    if microseconds in {np.iinfo(np.int64).max, UNKNOWN}:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(microseconds))


def _top(facts: Facts, group: int) -> tuple[tuple[str, str, int, float], ...]:
    """Return the plain identifiers that say most about a group."""
    held, tokens = facts.held, facts.tokens
    start, stop = np.searchsorted(held.group, [group, group + 1])
    rows = np.arange(start, stop)
    rows = rows[tokens.plain[held.token[rows]]]
    worth = facts.bits[held.token[rows]] * np.log2(held.members[rows]) * held.owned[rows]
    rows = rows[np.lexsort((held.token[rows], -worth))][:TOP]
    return tuple(
        (
            tokens.kinds[tokens.kind[held.token[r]]],
            str(tokens.values[int(held.token[r])]),
            int(held.members[r]),
            float(facts.bits[held.token[r]]),
        )
        for r in rows
    )


def member_table(
    tokens: Tokens, labels: Longs, rings: tuple[Ring, ...], member: Membership
) -> pl.DataFrame:
    """Return records.MEMBERS, sorted by account."""
    inside = np.flatnonzero(labels >= 0)
    return pl.DataFrame(
        {
            "account": tokens.accounts.gather(inside),
            "ring": [rings[label].id for label in labels[inside]],
            "score": member.confidence[inside],
            "core": member.core[inside],
        },
        schema=MEMBERS,
    )


def weight_table(tokens: Tokens, bits: Floats) -> pl.DataFrame:
    """Return records.WEIGHTS of all plain tokens, sorted by kind and value."""
    plain = np.flatnonzero(tokens.plain)
    names = pl.Series(tokens.kinds, dtype=pl.String)
    return pl.DataFrame(
        {
            "kind": names.gather(tokens.kind[plain]),
            "value": tokens.values,
            "accounts": tokens.degree[plain].astype(np.int64),
            "bits": bits[plain],
            "hub": tokens.hub[plain],
            "nature": pl.Series([None] * len(plain), dtype=pl.String),
        }
    ).cast(WEIGHTS)


def hub_table(tokens: Tokens, kinds: KindTable) -> tuple[tuple[str, str, int, str], ...]:
    """Return all hubs with the reason why they made no pairs, busiest first."""
    found = np.flatnonzero(tokens.hub & tokens.plain)
    found = found[np.lexsort((found, -tokens.degree[found]))]
    result = []
    for token in found:
        name = tokens.kinds[tokens.kind[token]]
        kind = kinds.get(name) or declare(name)
        degree = int(tokens.degree[token])
        value = str(tokens.values[int(token)])
        result.append((name, value, degree, hub_reason(kind, degree, tokens.size)))
    return tuple(result)
