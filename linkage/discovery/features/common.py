"""What is common to most members: whose they are is not hidden then. And how large the group is."""

from __future__ import annotations

import numpy as np

from linkage.discovery.features.facts import (
    HANDFUL,
    THEIRS,
    Facts,
    mean_of_members,
    rows_of,
    unknown,
)
from linkage.discovery.features.shared import kinds_held, shared_content
from linkage.discovery.tokens import Flags, Floats

HOUSEHOLD = 4.0
"""Accounts of a usual household."""
LARGE = 3.0
"""Size, log2 of accounts over 4, from which a larger group is no more telling."""
RARE_DOMAIN = 0.02
"""Share of all accounts up to which a mail domain is an organisation's, not a mail service's."""


def size(facts: Facts) -> Floats:
    """The group has this many accounts (log scale, from 4): groups as large are rings so often."""
    return np.log2(np.maximum(facts.sizes, 1.0) / 4.0)


def one_address(facts: Facts) -> Floats:
    """Most members sit behind one address, as offices, campuses and homes do."""
    behind = _largest_share(facts, "network")
    return np.where(facts.sizes <= HANDFUL, behind * _apart(facts), behind)


def one_own_address(facts: Facts) -> Floats:
    """Most members come from one address that hardly anyone else uses, as a firm or a lab does."""
    return _largest_share(facts, "network", THEIRS)


def one_card(facts: Facts) -> Floats:
    """One payment instrument pays for most members, as companies and families do."""
    return _largest_share(facts, "payment")


def one_device(facts: Facts) -> Floats:
    """One device serves most of a group small enough to be a household."""
    small = np.minimum(HOUSEHOLD / np.maximum(facts.sizes, 1), 1)
    return _largest_share(facts, "device") * small * _apart(facts)


def crowded_device(facts: Facts) -> Floats:
    """One device that is theirs serves more members than a household has (log scale, from 4)."""
    if "device" not in facts.tokens.groups:
        return unknown(facts)
    held = facts.held
    rows = rows_of(facts, "device") & (held.owned >= THEIRS)
    crowd = np.zeros(held.groups)
    np.maximum.at(crowd, held.group[rows], held.members[rows])
    return np.clip(np.log2(np.maximum(crowd, 1.0) / HOUSEHOLD), 0.0, None)


def one_domain(facts: Facts) -> Floats:
    """Most members have addresses of one mail domain that is theirs or that few people use."""
    kinds = facts.tokens.kinds
    if "email_domain" not in kinds:
        return unknown(facts)
    held = facts.held
    domain = facts.tokens.kind[held.token] == kinds.index("email_domain")
    rare = facts.tokens.degree[held.token] <= RARE_DOMAIN * facts.tokens.size
    return _largest(facts, domain & (rare | (held.owned > THEIRS)))


def one_own_contact(facts: Facts) -> Floats:
    """Most members give one number, mailbox or mail domain that hardly anyone else gives."""
    return _largest_share(facts, "contact", THEIRS)


def spread(facts: Facts) -> Floats:
    """Many members are tied by several kinds, and no single thing is common to most of them."""
    common = (
        one_address(facts),
        one_card(facts),
        _largest_share(facts, "device"),
        one_domain(facts),
    )
    tied = mean_of_members(facts, (kinds_held(facts) >= 2).astype(np.float64))
    alone = np.clip(2.0 - 2.0 * np.fmax.reduce(common), 0.0, 1.0)
    return np.asarray(np.clip(size(facts), 0.0, LARGE) * tied * np.nan_to_num(alone, nan=1.0))


def _apart(facts: Facts) -> Floats:
    """Return (groups,) the share of members that run no common script, 1 if that is unknown.

    Housemates share an address and a device, and each asks what they like.
    """
    return 1.0 - np.nan_to_num(shared_content(facts))


def _largest_share(facts: Facts, group: str, owned: float = 0.0) -> Floats:
    """Return the largest share of members behind one thing, of which they own that much."""
    if group not in facts.tokens.groups:
        return unknown(facts)
    return _largest(facts, rows_of(facts, group) & (facts.held.owned >= owned))


def _largest(facts: Facts, rows: Flags) -> Floats:
    """Return the largest share of members behind a single token of these rows."""
    held = facts.held
    largest = np.zeros(held.groups)
    np.maximum.at(largest, held.group[rows], held.members[rows] / facts.sizes[held.group[rows]])
    return largest
