"""Why an account is a member of its ring: the ring's identifiers that it has, in bits."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from linkage.discovery.membership import BASE_BITS, holding_bits
from linkage.explain.evidence import EvidenceRow, probability_of, smallest_set
from linkage.kinds import KindTable, declare

HELD = pl.Schema(
    {
        "kind": pl.String(),
        "value": pl.String(),
        "accounts": pl.Int64(),
        "members": pl.Int64(),
    }
)
"""One row an identifier of the account: accounts that have it, and members of the ring that do,
both with the account itself."""


@dataclass(frozen=True, slots=True)
class MemberExplanation:
    """The evidence for one membership; the bits of ``rows`` sum to ``log_odds``."""

    account: str
    ring: str
    rows: tuple[EvidenceRow, ...]
    log_odds: float
    probability: float
    against: tuple[str, ...]
    smallest: tuple[EvidenceRow, ...] = ()
    """The fewest rows that would be enough alone."""


def explain_member(
    account: str, ring: str, held: pl.DataFrame, kinds: KindTable
) -> MemberExplanation:
    """Explain a membership from the identifiers (HELD) that the account and its ring share."""
    rows = [EvidenceRow("prior", BASE_BITS, meaning="Few that share one thing belong to a ring.")]
    best: dict[str, float] = {}
    found = []
    for kind, value, accounts, members in held.select(HELD.names()).iter_rows():
        row = kinds.get(kind) or declare(kind)
        bits = holding_bits(members, accounts, row.ownable)
        found.append((bits, kind, value, accounts, members, row.group))
        best[row.group] = max(best.get(row.group, 0.0), bits)
    grouped = []
    for bits, kind, value, accounts, members, group in sorted(
        found, key=lambda f: (-f[0], f[1], f[2])
    ):
        meaning = f"{members - 1:,} of its {accounts - 1:,} other accounts are in the ring."
        rows.append(EvidenceRow(kind, bits, value, accounts, meaning))
        grouped.append((rows[-1], group))
    for group, strongest in sorted(best.items()):
        rest = sum(f[0] for f in found if f[5] == group) - strongest
        if rest > 0:
            meaning = f"Of the group {group} only the strongest identifier counts."
            rows.append(EvidenceRow("repeats", -rest, group, meaning=meaning))
    log_odds = sum(row.bits for row in rows)
    against = tuple(
        f"{value} ({kind}) is used by {accounts - members:,} accounts outside the ring."
        for _, kind, value, accounts, members, _ in sorted(found, key=lambda f: (f[1], f[2]))
        if accounts > 2 * members
    )
    return MemberExplanation(
        account,
        ring,
        tuple(rows),
        log_odds,
        probability_of(log_odds),
        against,
        smallest_set(BASE_BITS, grouped),
    )
