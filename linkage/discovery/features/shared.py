"""What members hold together: how few outsiders use it, and how it is pooled."""

from __future__ import annotations

import numpy as np

from linkage.discovery.features.facts import (
    HANDFUL,
    Facts,
    has,
    held_share,
    hold,
    mean_of_members,
    mean_of_those,
    rows_of,
    things,
    things_of_the_group,
    unknown,
)
from linkage.discovery.holdings import tied_by
from linkage.discovery.pools import kinds_of_pools, pool_rows
from linkage.discovery.tokens import Floats

MINE = 0.3
"""Share of a token's accounts from which a group's hold on it counts."""


def shared_content(facts: Facts) -> Floats:
    """Members send prompts of templates that few accounts outside the group use."""
    return held_share(facts, "content")


def scripts_of_few(facts: Facts) -> Floats:
    """A handful of accounts send the same rare prompts: housemates seldom do."""
    return np.where(facts.sizes <= HANDFUL, shared_content(facts), np.nan)


def scripts_on_devices(facts: Facts) -> Floats:
    """Members send prompts of shared scripts from shared devices: classes and families do not."""
    return _both(facts, "content", "device")


def scripts_on_cards(facts: Facts) -> Floats:
    """Members send prompts of shared scripts and pay with shared cards."""
    return _both(facts, "content", "payment")


def scripts_in_step(facts: Facts) -> Floats:
    """Members run shared scripts from shared devices in the same hours: a farm does."""
    if facts.tokens.plain.all():
        return unknown(facts)
    have = has(facts, "content") & has(facts, "device")
    both = np.minimum(hold(facts, "content"), hold(facts, "device"))
    return mean_of_those(facts, have, np.minimum(both, facts.in_step))


def shared_devices(facts: Facts) -> Floats:
    """Members use devices that few accounts outside the group use."""
    return held_share(facts, "device")


def shared_payment(facts: Facts) -> Floats:
    """Members pay with instruments that few accounts outside the group use."""
    return held_share(facts, "payment")


def shared_contact(facts: Facts) -> Floats:
    """Members give contact data that few accounts outside the group give."""
    return held_share(facts, "contact")


def shared_network(facts: Facts) -> Floats:
    """Members come from addresses that few accounts outside the group use."""
    return held_share(facts, "network")


def several_kinds(facts: Facts) -> Floats:
    """Members are tied to the others by independent kinds of evidence (kinds beyond the first)."""
    return mean_of_members(facts, np.maximum(kinds_held(facts) - 1.0, 0.0))


def several_pools(facts: Facts) -> Floats:
    """Members draw from pools of several independent kinds (kinds beyond the first)."""
    return mean_of_members(facts, np.maximum(kinds_of_pools(facts.tokens, facts.held) - 1, 0))


def pooled_addresses(facts: Facts) -> Floats:
    """Members draw from many addresses that are theirs, each for a few (log scale, up to 32)."""
    return _pools(facts, "network")


def pooled_cards(facts: Facts) -> Floats:
    """Members draw from many cards that are theirs, each for a few (log scale, up to 32)."""
    return _pools(facts, "payment")


def cards_of_the_group(facts: Facts) -> Floats:
    """So much of what members pay with is the group's: a company's is, a trial farm's in part."""
    if "payment" not in facts.tokens.groups:
        return unknown(facts)
    cards = things(facts, "payment")
    theirs = things_of_the_group(facts, "payment")
    return mean_of_those(facts, cards > 0, theirs / np.maximum(cards, 1))


def lockstep(facts: Facts) -> Floats:
    """Members use the same scarce thing in the same hour."""
    if facts.tokens.plain.all():
        return unknown(facts)
    return mean_of_members(facts, facts.in_step)


def kinds_held(facts: Facts) -> Floats:
    """Return (n,) the groups of kinds by which an account is tied to its own group."""
    strong = (facts.held.owned >= MINE) & (facts.bits[facts.held.token] > 0)
    tied = tied_by(facts.tokens, facts.held, strong)
    return np.asarray(tied.sum(axis=1), dtype=np.float64)


def _both(facts: Facts, one: str, other: str) -> Floats:
    """Return the mean over members that have both of the smaller of their two best holds."""
    have = has(facts, one) & has(facts, other)
    return mean_of_those(facts, have, np.minimum(hold(facts, one), hold(facts, other)))


def _pools(facts: Facts, group: str) -> Floats:
    """Return log2(1 + pooled identifiers of this group of kinds), up to 5; NaN without the kind."""
    if group not in facts.tokens.groups:
        return unknown(facts)
    held = facts.held
    mine = pool_rows(facts.tokens, held) & rows_of(facts, group)
    return np.log2(1.0 + np.minimum(np.bincount(held.group[mine], minlength=held.groups), 31))
