"""What a ring's page shows, from the ring alone."""

from __future__ import annotations

import math
from dataclasses import dataclass

from linkage.explain.evidence import EvidenceRow, probability_of
from linkage.records import Hypothesis, Ring

ENOUGH = math.log2(0.9 / 0.1)
"""Log-odds, base 2, of a probability of .9."""


@dataclass(frozen=True, slots=True)
class RingExplanation:
    """The evidence for a ring; the bits of ``rows`` sum to ``log_odds``."""

    ring: str
    rows: tuple[EvidenceRow, ...]
    log_odds: float
    probability: float
    smallest: tuple[str, ...]
    """Names of the fewest lines in favour that keep the ring at .9, with all that is against."""
    against: tuple[str, ...]
    readings: tuple[Hypothesis, ...]


def explain_ring(ring: Ring) -> RingExplanation:
    """Return the ring's table of evidence, what would be enough, and what speaks against it."""
    rows = tuple(
        EvidenceRow(line.name, line.bits, _number(line.value), meaning=line.meaning)
        for line in ring.contributions
    )
    log_odds = sum(row.bits for row in rows)
    return RingExplanation(
        ring.id,
        rows,
        log_odds,
        probability_of(log_odds),
        _smallest(rows),
        ring.counter_evidence,
        ring.hypotheses,
    )


def _smallest(rows: tuple[EvidenceRow, ...]) -> tuple[str, ...]:
    """Return the fewest lines in favour that outweigh the lines against; () if none do."""
    total = sum(row.bits for row in rows if row.bits < 0)
    chosen = []
    for row in sorted((r for r in rows if r.bits > 0), key=lambda r: (-r.bits, r.name)):
        if total >= ENOUGH:
            break
        chosen.append(row.name)
        total += row.bits
    return tuple(chosen) if total >= ENOUGH else ()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"
