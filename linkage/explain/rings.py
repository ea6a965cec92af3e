"""What a ring's page shows, from the ring alone."""

from __future__ import annotations

from dataclasses import dataclass

from linkage.explain.evidence import EvidenceRow, probability_of, smallest_set
from linkage.records import Hypothesis, Ring


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
        tuple(row.name for row in smallest_set(_against(rows), ((r, r.name) for r in rows))),
        ring.counter_evidence,
        ring.hypotheses,
    )


def _against(rows: tuple[EvidenceRow, ...]) -> float:
    return sum(row.bits for row in rows if row.bits < 0)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"
