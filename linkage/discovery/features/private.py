"""What members have of their own, beside what people usually have."""

from __future__ import annotations

import numpy as np

from linkage.discovery.features.facts import (
    Facts,
    has,
    kinds_of,
    mean_of_members,
    mean_of_those,
    things,
    unknown,
)
from linkage.discovery.tokens import Floats


def nothing_of_their_own(facts: Facts) -> Floats:
    """Members have no device of their own, nor a card: all is the group's."""
    return mean_of_those(facts, has(facts, "device"), facts.bare)


def no_own_devices(facts: Facts) -> Floats:
    """Members have fewer devices of their own than people usually have."""
    return _no_own(facts, "device")


def no_own_cards(facts: Facts) -> Floats:
    """Members have fewer cards of their own than people usually have."""
    return _no_own(facts, "payment")


def no_own_prompts(facts: Facts) -> Floats:
    """Members send fewer prompts of their own than people usually do."""
    return _no_own(facts, "content")


def no_own_addresses(facts: Facts) -> Floats:
    """Members have fewer addresses of their own than people usually have."""
    return _no_own(facts, "network")


def no_own_contacts(facts: Facts) -> Floats:
    """Members have fewer numbers, mailboxes and mail domains of their own than people usually."""
    return _no_own(facts, "contact")


def many_contacts(facts: Facts) -> Floats:
    """Members give more numbers and mailboxes than accounts usually do (log scale)."""
    if "contact" not in facts.tokens.groups:
        return unknown(facts)
    given = np.log2(1.0 + things(facts, "contact"))
    return mean_of_members(facts, given) - float(given.mean())


def _no_own(facts: Facts, group: str) -> Floats:
    """Return by how much the members' share of identifiers of their own falls below the usual.

    In standard deviations of a single link: what hardly anybody has says little by its absence.
    """
    tokens = facts.tokens
    columns = kinds_of(tokens, group)
    plain = tokens.plain & np.isin(tokens.kind, columns)
    counts = np.concatenate([[0], np.cumsum(plain[tokens.account_tokens])])
    shared = (counts[tokens.account_start[1:]] - counts[tokens.account_start[:-1]]).astype(float)
    have = things(facts, group)
    usual = 1.0 - shared.sum() / max(float(have.sum()), 1.0)
    inside = facts.labels >= 0
    labels = facts.labels[inside]
    links = np.bincount(labels, have[inside], minlength=facts.held.groups)
    shared_links = np.bincount(labels, shared[inside], minlength=facts.held.groups)
    missing = usual - 1.0 + shared_links / np.maximum(links, 1.0)
    spread = np.sqrt(max(usual * (1.0 - usual), 1e-4))
    return np.where(links > 0, missing / spread, np.nan)
