"""Why two accounts are linked: a table of evidence that sums to the link's log-odds."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from linkage.discovery.evidence import prior_log_odds
from linkage.explain.evidence import EvidenceRow, bound_rows, probability_of, smallest_set
from linkage.kinds import KindTable, declare

SHARED = pl.Schema(
    {
        "kind": pl.String(),
        "value": pl.String(),
        "accounts": pl.Int64(),
        "bits": pl.Float64(),
        "hub": pl.Boolean(),
    }
)
"""One row an identifier that both accounts have, with its weight (records.WEIGHTS)."""

WEAK = 2.0
"""Bits below which sharing an identifier hardly speaks for a link."""


@dataclass(frozen=True, slots=True)
class LinkExplanation:
    """The evidence for one link; the bits of ``rows`` sum to ``log_odds``."""

    first: str
    second: str
    rows: tuple[EvidenceRow, ...]
    log_odds: float
    probability: float
    groups: tuple[str, ...]
    """Independent groups of kinds that speak for the link."""
    against: tuple[str, ...]
    """What speaks against it, in sentences."""
    smallest: tuple[EvidenceRow, ...] = ()
    """The fewest rows that would be enough alone."""


def why(
    first: str, second: str, shared: pl.DataFrame, kinds: KindTable, accounts: int
) -> LinkExplanation:
    """Explain the link of two accounts from what they share (SHARED) among so many accounts."""
    prior = EvidenceRow(
        "prior",
        prior_log_odds(accounts),
        meaning=f"Two of {accounts:,} accounts picked at random hardly ever belong together.",
    )
    rows = [prior]
    by_group: dict[str, list[float]] = {}
    grouped = []
    ordered = shared.sort(["bits", "kind", "value"], descending=[True, False, False])
    for kind, value, degree, bits, hub in ordered.select(SHARED.names()).iter_rows():
        group = (kinds.get(kind) or declare(kind)).group
        by_group.setdefault(group, []).append(bits)
        rows.append(EvidenceRow(kind, bits, value, degree, _meaning(degree, bits, hub=hub)))
        grouped.append((rows[-1], group))
    for group in sorted(by_group):
        rows.extend(bound_rows(group, by_group[group]))
    log_odds = sum(row.bits for row in rows)
    groups = tuple(sorted(g for g, bits in by_group.items() if max(bits) >= WEAK))
    return LinkExplanation(
        first,
        second,
        tuple(rows),
        log_odds,
        probability_of(log_odds),
        groups,
        _against(groups, shared),
        smallest_set(prior.bits, grouped),
    )


def _meaning(degree: int, bits: float, *, hub: bool) -> str:
    if hub:
        return f"{degree:,} accounts have it: a hub, which supports a link but never makes one."
    if bits < WEAK:
        return f"{degree:,} accounts have it, and they share little else: weak."
    return f"{degree:,} accounts have it; accounts that share it often share other things too."


def _against(groups: tuple[str, ...], shared: pl.DataFrame) -> tuple[str, ...]:
    against = []
    if shared.is_empty():
        against.append("The accounts share no identifier.")
    elif len(groups) < 2:
        against.append("Fewer than two independent kinds of evidence speak for the link.")
    hubs = shared.filter("hub").height
    if hubs:
        against.append(f"{hubs} of {shared.height} shared identifiers are hubs with many accounts.")
    weak = shared.filter((pl.col("bits") < WEAK) & ~pl.col("hub")).height
    if weak:
        against.append(f"{weak} shared identifiers tell next to nothing in these data.")
    return tuple(against)
