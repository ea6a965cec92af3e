"""Groups of one owner as the records that a run writes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import numpy as np
import polars as pl

from linkage.config import DiscoverySettings
from linkage.discovery.lineage import anchors, inherit, name_groups, run_id
from linkage.discovery.owners.candidates import pair_budget
from linkage.discovery.owners.evidence import (
    GroupEvidence,
    against,
    group_evidence,
    is_hub,
    table_of,
    weigh_values,
)
from linkage.discovery.owners.model import probability
from linkage.discovery.owners.resolve import Identities, find_identities
from linkage.discovery.profiles import UNKNOWN
from linkage.discovery.tokens import build_tokens
from linkage.errors import ConfigError
from linkage.kinds import KindTable
from linkage.records import MEMBERS, ONE_OWNER, Findings, Ring, Run

BEHAVIOURAL = frozenset({"device", "payment", "network", "content"})
"""Groups of kinds that show what accounts do; without any, no fraud score can be given."""
GOALS = ("auto", "rings", "identities")
CORE = 0.5
"""Confidence from which a member is core."""
TOP = 12
"""Identifiers listed for a group."""
SMALL = 200
"""Accounts below which rates learnt from the data are rough."""

Progress = Callable[[str, float], None]
Shared = tuple[str, str, int, float]
Span = tuple[datetime | None, datetime | None]


def seeks_owners(sightings: pl.DataFrame, kinds: KindTable, settings: DiscoverySettings) -> bool:
    """Return whether the run resolves identities: as set, else where no kind is behavioural.

    Raises `ConfigError` for a goal that does not exist.
    """
    if settings.goal not in GOALS:
        raise ConfigError(f'discovery.goal is "{settings.goal}"', hint=f"one of {', '.join(GOALS)}")
    if settings.goal != "auto":
        return settings.goal == "identities"
    groups = {kinds[name].group if name in kinds else name for name in sightings["kind"].unique()}
    return not groups & BEHAVIOURAL


def find_owners(
    sightings: pl.DataFrame,
    accounts: pl.DataFrame,
    kinds: KindTable,
    settings: DiscoverySettings,
    *,
    previous: pl.DataFrame | None = None,
    progress: Progress,
) -> Findings:
    """Resolve accounts to owners: each group of two or more is written back as a ring."""
    progress("identities", 0.1)
    found = find_identities(sightings, accounts["account"], settings.seed)
    progress("evidence", 0.8)
    evidence = group_evidence(found)
    weights = weigh_values(found.model, len(found.accounts), settings.seed)
    shared = _shared(found, weights)
    rings = _rings(found, evidence, shared, _spans(found, sightings), accounts, previous)
    inside = np.flatnonzero(found.labels >= 0)
    members = pl.DataFrame(
        {
            "account": found.accounts.gather(inside),
            "ring": [rings[label].id for label in found.labels[inside]],
            "score": evidence.confidence[inside],
            "core": evidence.confidence[inside] >= CORE,
        },
        schema=MEMBERS,
    )
    run = Run(
        id=run_id(build_tokens(sightings, accounts, kinds), settings),
        seed=settings.seed,
        accounts=len(found.accounts),
        sightings=sightings.height,
        rings=len(rings),
        members=members.height,
        notes=_notes(found, settings),
    )
    progress("done", 1.0)
    ranked = sorted(rings, key=lambda ring: (-ring.score, -ring.accounts, ring.id))
    return Findings(run, tuple(ranked), (), members, weights, _hubs(found))


def _rings(
    found: Identities,
    evidence: GroupEvidence,
    shared: dict[int, list[Shared]],
    spans: dict[int, Span],
    accounts: pl.DataFrame,
    previous: pl.DataFrame | None,
) -> list[Ring]:
    """Return the record of each group, in the order of the labels."""
    core = evidence.confidence >= CORE
    first = anchors(found.labels, core, _created(found, accounts))
    kept = inherit(found.labels, found.accounts, previous)
    fresh = [label for label in range(len(first)) if label not in kept]
    names = name_groups("R", found.accounts.gather(first[fresh]).to_list(), set(kept.values()))
    ids = kept | dict(zip(fresh, names, strict=True))
    sizes = np.bincount(found.labels[found.labels >= 0], minlength=len(first))
    cores = np.bincount(found.labels[core], minlength=len(first))
    scores = probability(evidence.log_odds)
    return [
        Ring(
            id=ids[g],
            campaign=None,
            accounts=int(sizes[g]),
            core=int(cores[g]),
            score=float(scores[g]),
            verdict=ONE_OWNER,
            verdict_reason="Accounts of one owner were looked for here, not rings of fraud.",
            first_seen=spans.get(g, (None, None))[0],
            last_seen=spans.get(g, (None, None))[1],
            burst=0.0,
            contributions=table_of(evidence, g, found.model),
            counter_evidence=against(evidence, g, found.model),
            top_identifiers=tuple(shared.get(g, ()))[:TOP],
        )
        for g in range(len(first))
    ]


def _created(
    found: Identities, accounts: pl.DataFrame
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return (n,) the sign-up times in microseconds since 1970, `UNKNOWN` where not known."""
    known = pl.DataFrame({"account": found.accounts}).join(
        accounts.select("account", "created_at"), on="account", how="left", maintain_order="left"
    )
    times = known["created_at"].dt.epoch("us").fill_null(int(UNKNOWN))
    return times.to_numpy().astype(np.int64)


def _labelled(found: Identities) -> pl.DataFrame:
    table = pl.DataFrame({"account": found.accounts, "group": found.labels})
    return table.filter(pl.col("group") >= 0)


def _spans(found: Identities, sightings: pl.DataFrame) -> dict[int, Span]:
    """Return the first and the last time that each group was seen."""
    spans = (
        sightings.join(_labelled(found), on="account")
        .group_by("group")
        .agg(pl.col("first_seen").min(), pl.col("last_seen").max())
    )
    return {group: (start, end) for group, start, end in spans.iter_rows()}


def _shared(found: Identities, weights: pl.DataFrame) -> dict[int, list[Shared]]:
    """Return what members of each group share: kind, value, members, bits; strongest first."""
    result: dict[int, list[Shared]] = {}
    bits = {
        (kind, value): b for kind, value, b in weights.select("kind", "value", "bits").iter_rows()
    }
    for kind in found.model.kinds:
        label = np.repeat(found.labels, np.diff(kind.held.start))
        inside = label >= 0
        keys, counts = np.unique(
            np.stack([label[inside], kind.held.things[inside]]), axis=1, return_counts=True
        )
        for (group, value), count in zip(keys.T, counts, strict=True):
            if count > 1:
                text = kind.values[value]
                row = (kind.name, text, int(count), float(bits[kind.name, text]))
                result.setdefault(int(group), []).append(row)
    for rows in result.values():
        rows.sort(key=lambda row: (-row[3], -row[2], row[0], row[1]))
    return result


def _notes(found: Identities, settings: DiscoverySettings) -> tuple[str, ...]:
    notes = [
        "These are groups of accounts with one owner, not rings of fraud: identities resolved."
    ]
    if settings.goal == "auto":
        notes.append(
            "The data have no device, payment, IP address or template, so there is nothing that"
            " could tell fraud from honest use."
        )
    if len(found.accounts) < SMALL:
        notes.append(f"Only {len(found.accounts)} accounts: the weights of evidence are rough.")
    if len(found.model.kinds) < 2:
        notes.append("There is one kind of evidence only: nothing confirms what it says.")
    return tuple(notes)


def _hubs(found: Identities) -> tuple[tuple[str, str, int, str], ...]:
    """Return the values that made no candidate pairs, busiest first."""
    budget = pair_budget(found.model.kinds, len(found.accounts))
    reason = "so many accounts have it that it is compared only for pairs found otherwise"
    hubs = []
    for kind in found.model.kinds:
        shared = np.flatnonzero(kind.held.degree >= 2)
        hubs += [
            (kind.name, kind.values[value], int(kind.held.degree[value]), reason)
            for value in shared[is_hub(kind, shared, budget)]
        ]
    return tuple(sorted(hubs, key=lambda hub: (-hub[2], hub[0], hub[1])))
