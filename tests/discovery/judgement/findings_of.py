"""Findings of a hand-made ring in a small graph, as a run would leave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from linkage.config import NatureSettings
from linkage.discovery.judgement import judged
from linkage.discovery.natures import Data, exempt
from linkage.discovery.situation import Situation, situation
from linkage.discovery.tokens import Tokens, build_tokens
from linkage.kinds import KindTable
from linkage.records import ATTRIBUTES, MEMBERS, WEIGHTS, Findings, Ring, Run
from tests.discovery.frames import Rows, accounts, sightings


def bystanders(count: int) -> list[tuple[str, str, str]]:
    """Return accounts that share nothing, with one identifier of each of several kinds."""
    return [
        (f"by{i:04}", kind, f"{kind}-of-{i}")
        for i in range(count)
        for kind in ("device", "ip", "payment", "phone")
    ]


def graph(rows: Rows) -> Tokens:
    """Return the tokens of (account, kind, value) rows."""
    return build_tokens(sightings(rows), accounts([]), KindTable())


def findings_of(
    tokens: Tokens, rings: Mapping[str, Sequence[str]], score: float = 0.999
) -> Findings:
    """Return findings in which these rings have these members and every identifier weighs 9."""
    members = [(name, ring, 0.9, True) for ring, names in rings.items() for name in names]
    plain = [t for t in range(tokens.count) if tokens.parent[t] < 0]
    weights = [
        (tokens.kinds[tokens.kind[t]], tokens.values[t], int(tokens.degree[t]), 9.0, False, None)
        for t in plain
    ]
    found = tuple(
        Ring(ring, None, len(names), len(names), score, "ring", None, None, 0.0)
        for ring, names in rings.items()
    )
    return Findings(
        Run("run", 0, tokens.size, 0, len(found), len(members)),
        found,
        (),
        pl.DataFrame(members, schema=MEMBERS, orient="row"),
        pl.DataFrame(weights, schema=WEIGHTS, orient="row"),
    )


def judged_rings(rows: Rows, rings: Mapping[str, Sequence[str]], score: float = 0.999) -> Findings:
    """Return the findings of these rings in the graph of these rows, judged."""
    frame, tokens = sightings(rows), graph(rows)
    settings = NatureSettings()
    data = Data(frame, accounts([]), ATTRIBUTES.to_frame(), KindTable(), settings)
    gone = exempt(frame, settings, data.kinds)
    return judged(findings_of(tokens, rings, score), tokens, data, gone)


def situation_of(rows: Rows, rings: Mapping[str, Sequence[str]]) -> Situation:
    """Return the situation of these rings in the graph of these rows."""
    tokens = graph(rows)
    return situation(findings_of(tokens, rings), tokens)
