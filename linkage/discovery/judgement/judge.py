"""Findings with natures, and with a judgement on each ring."""

from __future__ import annotations

from dataclasses import replace

from linkage.config import NatureSettings
from linkage.discovery.hypotheses import hypotheses
from linkage.discovery.judgement.bridges import weak_bridges
from linkage.discovery.judgement.places import explained_share, ring_places, speaks_against
from linkage.discovery.judgement.significance import significances
from linkage.discovery.judgement.traits import traits
from linkage.discovery.judgement.verdicts import ring_verdicts
from linkage.discovery.lineage import short_id
from linkage.discovery.natures import Data, Exempt, with_natures
from linkage.discovery.people import People, build_people
from linkage.discovery.situation import Situation, situation
from linkage.discovery.timing import Times, time_patterns
from linkage.discovery.tokens import Tokens
from linkage.records import ONE_OWNER, Findings, Ring


def judged(
    findings: Findings, tokens: Tokens, data: Data, gone: Exempt, times: Times | None = None
) -> Findings:
    """Return the findings with the natures of identifiers, and each ring with what is said of it.

    ``data`` is all that the run was given, ``gone`` what was left out of ``tokens``; ``times`` are
    those of ``tokens``, None where nothing is to be said of them.
    """
    found = situation(findings, tokens)
    people = build_people(data.accounts, tokens.accounts, found.labels)
    findings = with_natures(findings, found, people, data, gone)
    run = replace(
        findings.run,
        id=_run_id(findings.run.id, data.settings),
        sightings=data.sightings.height,
        notes=(*findings.run.notes, *gone.notes),
    )
    rings = _rings(findings, found, people, data, gone) if findings.rings else ()
    if times is not None:
        patterns = time_patterns(tokens, found.held, found.labels, times)
        rings = tuple(replace(r, timing=p) for r, p in zip(rings, patterns, strict=True))
    candidates = _judged_candidates(findings, tokens, people, data, gone)
    return replace(findings, run=run, rings=rings, candidates=candidates)


def _judged_candidates(
    findings: Findings, tokens: Tokens, people: People, data: Data, gone: Exempt
) -> tuple[Ring, ...]:
    """Judge the groups that are not flagged as if they were the rings."""
    if not findings.candidates:
        return ()
    others = replace(findings, rings=findings.candidates, members=findings.candidate_members)
    return _rings(others, situation(others, tokens), people, data, gone)


def _run_id(name: str, settings: NatureSettings) -> str:
    """Return the id of a run; what was declared is a part of it."""
    if settings == NatureSettings():
        return name
    return "RUN-" + short_id("", name + repr(settings), 8)[1:]


def _rings(
    findings: Findings, found: Situation, people: People, data: Data, gone: Exempt
) -> tuple[Ring, ...]:
    rings = findings.rings
    chances = significances(found)
    bridges = weak_bridges(found)
    places = ring_places(findings, found, data, gone)
    explained = [explained_share(places[g], ring.accounts) for g, ring in enumerate(rings)]
    verdicts = ring_verdicts(found, rings, chances, bridges, explained)
    seen = traits(found, people.created, people.country)
    result = []
    for g, ring in enumerate(rings):
        owner = ring.verdict == ONE_OWNER
        verdict = (ring.verdict, ring.verdict_reason) if owner else verdicts[g]
        against = speaks_against(places[g], ring.accounts, data.kinds)
        result.append(
            replace(
                ring,
                verdict=verdict[0],
                verdict_reason=verdict[1],
                significance=None if owner else chances[g],
                bridges=bridges[g],
                places=places[g],
                counter_evidence=(*against, *ring.counter_evidence),
                hypotheses=() if owner else hypotheses(seen, g, places[g]),
            )
        )
    return tuple(result)
