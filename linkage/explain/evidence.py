"""One row of a table of evidence, and the rows that every table has."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linkage.discovery.evidence import GROUP_CAP, REPEAT

ENOUGH = math.log2(0.9 / 0.1)
"""Log-odds, base 2, of a probability of .9."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One line: what was seen (or the rule that bounds it) and its bits of log-odds, base 2."""

    name: str
    """An identifier kind, ``prior``, or a rule such as ``repeats`` or ``cap``."""
    bits: float
    value: str = ""
    """The identifier's value, or the group of kinds that a rule bounds."""
    accounts: int | None = None
    """Accounts that have the identifier."""
    meaning: str = ""


def probability_of(log_odds: float) -> float:
    """Return the probability of log-odds with base 2.

    >>> probability_of(0.0)
    0.5
    """
    return float(1.0 / (1.0 + 2.0 ** -max(min(log_odds, 1000.0), -1000.0)))


def smallest_set(
    against: float, rows: Iterable[tuple[EvidenceRow, str]]
) -> tuple[EvidenceRow, ...]:
    """Return the fewest rows that keep a probability of .9 alone, () if all do not.

    ``against`` is the prior and all that speaks against, in bits. Each row has the group of kinds
    that it belongs to; of a group only the strongest row is taken, so that no bound bites.
    """
    best: dict[str, EvidenceRow] = {}
    for row, group in rows:
        if row.bits > 0 and (group not in best or row.bits > best[group].bits):
            best[group] = row
    total, chosen = against, []
    for row in sorted(best.values(), key=lambda r: (-r.bits, r.name, r.value)):
        if total >= ENOUGH:
            break
        chosen.append(row)
        total += min(row.bits, GROUP_CAP)
    return tuple(chosen) if total >= ENOUGH else ()


def bound_rows(group: str, bits: Sequence[float]) -> Iterable[EvidenceRow]:
    """Yield the negative rows that bound a group of dependent kinds, where they bite.

    The best identifier counts in full and each further one a quarter; the group counts
    ``GROUP_CAP`` bits at most.
    """
    best, total = max(bits, default=0.0), sum(bits)
    bounded = best + REPEAT * (total - best)
    if total > bounded:
        yield EvidenceRow(
            "repeats",
            bounded - total,
            group,
            meaning=f"Kinds of the group {group} depend on each other: beside the best identifier"
            f" each further one counts {REPEAT:.0%}.",
        )
    if bounded > GROUP_CAP:
        yield EvidenceRow(
            "cap",
            GROUP_CAP - bounded,
            group,
            meaning=f"The group {group} counts {GROUP_CAP:.0f} bits at most.",
        )
