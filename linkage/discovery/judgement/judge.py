"""Findings with a judgement on each ring."""

from __future__ import annotations

from dataclasses import replace

from linkage.discovery.judgement.bridges import weak_bridges
from linkage.discovery.judgement.significance import significances
from linkage.discovery.judgement.situation import situation
from linkage.discovery.judgement.verdicts import ring_verdicts
from linkage.discovery.tokens import Tokens
from linkage.records import ONE_OWNER, Findings


def judged(findings: Findings, tokens: Tokens) -> Findings:
    """Return the findings with significance, bridges and verdict of each ring."""
    if not findings.rings:
        return findings
    found = situation(findings, tokens)
    chances = significances(found)
    bridges = weak_bridges(found)
    verdicts = ring_verdicts(found, findings.rings, chances, bridges, [0.0] * found.rings)
    rings = []
    for place, ring in enumerate(findings.rings):
        verdict, reason = verdicts[place]
        if ring.verdict == ONE_OWNER:
            verdict, reason = ring.verdict, ring.verdict_reason
        rings.append(
            replace(
                ring,
                verdict=verdict,
                verdict_reason=reason,
                significance=chances[place],
                bridges=bridges[place],
            )
        )
    return replace(findings, rings=tuple(rings))
