"""Findings as tables: what both engines write as Ring, Campaign and Run nodes.

Nested fields of a ring become JSON text, since neither engine stores nested properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

import polars as pl

from linkage.records import MEMBERS, TIME, WEIGHTS, Findings, Ring

RINGS = pl.Schema(
    {
        "id": pl.String(),
        "campaign": pl.String(),
        "accounts": pl.Int64(),
        "core": pl.Int64(),
        "score": pl.Float64(),
        "verdict": pl.String(),
        "first_seen": TIME,
        "last_seen": TIME,
        "burst": pl.Float64(),
        "shards": pl.Int64(),
        "contributions": pl.String(),
        "counter_evidence": pl.String(),
        "hypotheses": pl.String(),
        "top_identifiers": pl.String(),
        "verdict_reason": pl.String(),
        "significance": pl.String(),
        "bridges": pl.String(),
        "places": pl.String(),
        "timing": pl.String(),
    }
)
"""One row a ring: the fields of records.Ring, nested ones as JSON text."""

CANDIDATES = pl.Schema({**RINGS, "members": pl.String()})
"""One row a group that is not flagged: RINGS, and a JSON list of [account, score, core]."""

CAMPAIGNS = pl.Schema(
    {
        "id": pl.String(),
        "rings": pl.Int64(),
        "accounts": pl.Int64(),
        "score": pl.Float64(),
        "links": pl.String(),
    }
)
"""One row a campaign; ``rings`` is their number, ``links`` a JSON list."""

RUNS = pl.Schema(
    {
        "id": pl.String(),
        "seed": pl.Int64(),
        "accounts": pl.Int64(),
        "sightings": pl.Int64(),
        "rings": pl.Int64(),
        "members": pl.Int64(),
        "engine": pl.String(),
        "notes": pl.String(),
        "data": pl.String(),
    }
)
"""One row: the run that found the rings; ``notes`` is a JSON list."""

PARTS = pl.Schema({"ring": pl.String(), "campaign": pl.String()})
"""One row a ring that is part of a campaign."""

WEIGHTED = pl.Schema(
    {
        **WEIGHTS,
        "hub_reason": pl.String(),
        "nature_reason": pl.String(),
        "in_rings": pl.Float64(),
    }
)
"""records.WEIGHTS; for a hub, why it did not make pairs; the reason of records.NATURES."""

_NESTED = (
    "contributions",
    "counter_evidence",
    "hypotheses",
    "top_identifiers",
    "significance",
    "bridges",
    "places",
    "timing",
)


def ring_table(findings: Findings) -> pl.DataFrame:
    """Return the rings (RINGS), sorted by id."""
    return _rows(findings.rings).sort("id")


def candidate_table(findings: Findings) -> pl.DataFrame:
    """Return the groups that are not flagged (CANDIDATES), sorted by id."""
    inside: dict[str, list[tuple[str, float, bool]]] = {}
    for account, ring, score, core in findings.candidate_members.iter_rows():
        inside.setdefault(ring, []).append((account, score, core))
    rows = _rows(findings.candidates)
    members = [json.dumps(sorted(inside.get(name, ())), ensure_ascii=False) for name in rows["id"]]
    return rows.with_columns(pl.Series("members", members, dtype=pl.String)).sort("id")


def _rows(rings: Iterable[Ring]) -> pl.DataFrame:
    rows = [asdict(ring) for ring in rings]
    for row in rows:
        row.update({name: json.dumps(row[name], ensure_ascii=False) for name in _NESTED})
    return pl.DataFrame(rows, schema=RINGS)


def campaign_table(findings: Findings) -> pl.DataFrame:
    """Return the campaigns (CAMPAIGNS), sorted by id."""
    rows = [
        {
            **asdict(c),
            "rings": len(c.rings),
            "links": json.dumps(c.links, ensure_ascii=False),
        }
        for c in findings.campaigns
    ]
    return pl.DataFrame(rows, schema=CAMPAIGNS).sort("id")


def part_table(findings: Findings) -> pl.DataFrame:
    """Return which ring is part of which campaign (PARTS), sorted."""
    known = {campaign.id for campaign in findings.campaigns}
    pairs: Iterable[tuple[str, str]] = (
        (r.id, r.campaign) for r in findings.rings if r.campaign in known and r.campaign
    )
    return pl.DataFrame(sorted(pairs), schema=PARTS, orient="row")


def run_table(findings: Findings) -> pl.DataFrame:
    """Return the run (RUNS), one row."""
    row = {**asdict(findings.run), "notes": json.dumps(findings.run.notes, ensure_ascii=False)}
    return pl.DataFrame([row], schema=RUNS)


def member_table(findings: Findings) -> pl.DataFrame:
    """Return the members (records.MEMBERS), sorted."""
    return findings.members.select(MEMBERS.names()).cast(MEMBERS).sort("ring", "account")


def weight_table(findings: Findings) -> pl.DataFrame:
    """Return the weights with the reasons of hubs and natures (WEIGHTED), sorted."""
    reasons = pl.DataFrame(
        [(kind, value, why) for kind, value, _, why in findings.hubs],
        schema={"kind": pl.String, "value": pl.String, "hub_reason": pl.String},
        orient="row",
    )
    weights = findings.weights.select(WEIGHTS.names()).cast(WEIGHTS)
    key = ["kind", "value"]
    natures = findings.natures.select(*key, "nature_reason", "in_rings")
    return weights.join(reasons, on=key, how="left").join(natures, on=key, how="left").sort(key)
