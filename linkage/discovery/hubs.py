"""Hubs: identifiers with so many accounts that sharing them makes no pair.

A hub is not dropped: it adds to pairs that were found otherwise, and it is reported.
"""

from __future__ import annotations

from linkage.kinds import IdentifierKind

HOUR_CAP = 100
"""Accounts on one identifier in one hour above which the hour says nothing."""
SMALLEST_CAP = 20
"""However small the data, so many accounts are not yet a hub."""
LARGEST_SHARE = 0.05
"""Share of all accounts above which an identifier is a hub whatever its kind."""


def cap_of(kind: IdentifierKind, accounts: int) -> int:
    """Return the accounts above which an identifier of this kind is a hub.

    The kind's own cap is an upper bound; in small data it is a share of all accounts.
    """
    return min(kind.cap, max(SMALLEST_CAP, int(LARGEST_SHARE * accounts)))


def hour_cap(accounts: int) -> int:
    """Return the accounts above which one hour of an identifier is left out."""
    return min(HOUR_CAP, max(SMALLEST_CAP, int(LARGEST_SHARE * accounts)))


def hub_reason(kind: IdentifierKind, degree: int, accounts: int) -> str:
    """Return why an identifier made no pairs, in a sentence."""
    cap = cap_of(kind, accounts)
    bound = f"the cap of {cap} for {kind.name}" if cap == kind.cap else f"{cap} in data this small"
    return f"{degree} accounts, above {bound}; it only adds to links found otherwise"
