"""The facts of groups of accounts that features are computed from, and what many of them ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from linkage.discovery.holdings import Holdings, best_of_groups, holdings
from linkage.discovery.pace import busiest_day
from linkage.discovery.profiles import Profiles
from linkage.discovery.timing import Timing, timing
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens

ENOUGH = 0.2
"""Share of a group that must have any identifier of a kind, if the group is to be judged by it."""
THEIRS = 0.5
"""Share of a token's other accounts from which a thing is the group's."""
HANDFUL = 8
"""Accounts up to which a group is as small as families are."""


@dataclass(frozen=True)
class Facts:
    """What the features are computed from."""

    tokens: Tokens
    bits: Floats
    profiles: Profiles
    labels: Longs
    held: Holdings

    @property
    def sizes(self) -> Floats:
        """(groups,) accounts of each group."""
        return self.held.sizes.astype(np.float64)

    @cached_property
    def holds(self) -> Floats:
        """(n, groups of kinds) the largest owned share of an account's identifiers."""
        return best_holds(self, self.tokens.plain)

    @cached_property
    def in_step(self) -> Floats:
        """(n,) the largest owned share of what an account uses in one hour."""
        return np.asarray(best_holds(self, ~self.tokens.plain).max(axis=1))

    @cached_property
    def bare(self) -> Floats:
        """(n,) 1 for members all of whose devices and cards are held by the group, else 0."""
        return nothing_private(self)

    @cached_property
    def busiest(self) -> tuple[Floats, Flags]:
        """(groups,) the share of sign-ups in the busiest 24 hours, 0 if unknown; where known."""
        share = busiest_day(self.labels, self.profiles.created, self.held.groups)
        return share, share > 0

    @cached_property
    def timing(self) -> Timing | None:
        """The temporal patterns of the groups; None where the data carry no times."""
        times = self.profiles.times
        return None if times is None else timing(self.tokens, self.held, self.labels, times)


def gather_facts(tokens: Tokens, bits: Floats, profiles: Profiles, labels: Longs) -> Facts:
    """Collect the facts of the labelled groups."""
    return Facts(tokens, bits, profiles, labels, holdings(tokens, labels))


Feature = Callable[[Facts], Floats]


def rows_of(facts: Facts, group: str) -> Flags:
    """Return which rows of the holdings are plain tokens of this group of kinds."""
    tokens = facts.tokens
    if group not in tokens.groups:
        return np.zeros(len(facts.held.token), dtype=np.bool_)
    code = facts.held.token
    mine = tokens.group[code] == tokens.groups.index(group)
    return np.asarray(mine & tokens.plain[code], dtype=np.bool_)


def has(facts: Facts, group: str) -> Flags:
    """Return (n,) the accounts with any identifier of this group of kinds, shared or not."""
    return things(facts, group) > 0


def things(facts: Facts, group: str) -> Longs:
    """Return (n,) the identifiers of this group of kinds of each account, shared or not."""
    return np.asarray(facts.tokens.distinct[:, kinds_of(facts.tokens, group)].sum(axis=1))


def things_of_the_group(facts: Facts, group: str) -> Longs:
    """Return (n,) those of them that are held by the account's own group."""
    held = facts.held
    theirs = rows_of(facts, group) & (held.owned >= THEIRS)
    return np.bincount(held.member[theirs[held.row]], minlength=facts.tokens.size)


def kinds_of(tokens: Tokens, group: str) -> list[int]:
    """Return the kinds of a group, as columns of ``tokens.distinct``."""
    groups = tokens.kind_group[: len(tokens.kinds)]
    return [kind for kind, g in enumerate(groups) if tokens.groups[g] == group]


def hold(facts: Facts, group: str) -> Floats:
    """Return (n,) the largest owned share among the identifiers of this group of kinds."""
    groups = facts.tokens.groups
    if group not in groups:
        return np.zeros(facts.tokens.size)
    return np.asarray(facts.holds[:, groups.index(group)])


def best_holds(facts: Facts, which: Flags) -> Floats:
    """Return (n, groups of kinds) the largest owned share among ``which`` (t,) tokens."""
    held = facts.held
    useful = which[held.token] & (facts.bits[held.token] > 0)
    return best_of_groups(facts.tokens, held, np.where(useful, held.owned, 0.0))


def held_share(facts: Facts, group: str) -> Floats:
    """Return the mean hold (owned share of the best identifier) of the members that have any."""
    return mean_of_those(facts, has(facts, group), hold(facts, group))


def mean_of_those(facts: Facts, have: Flags, value: Floats) -> Floats:
    """Return the mean over the members that ``have`` what is asked; unknown if they are too few.

    ``value`` (n,) is 0 for all others.
    """
    inside = facts.labels >= 0
    count = np.bincount(facts.labels[inside], have[inside], minlength=facts.held.groups)
    total = np.bincount(facts.labels[inside], value[inside], minlength=facts.held.groups)
    enough = count >= np.maximum(2.0, ENOUGH * facts.sizes)
    return np.where(enough, total / np.maximum(count, 1.0), np.nan)


def mean_of_members(facts: Facts, value: Floats) -> Floats:
    """Return (groups,) the mean of ``value`` (n,) over the members."""
    inside = facts.labels >= 0
    sums = np.bincount(facts.labels[inside], value[inside], minlength=facts.held.groups)
    return sums / np.maximum(facts.sizes, 1.0)


def unknown(facts: Facts) -> Floats:
    """Return (groups,) NaN: the data cannot say."""
    return np.full(facts.held.groups, np.nan)


def nothing_private(facts: Facts) -> Floats:
    """Return (n,) 1 for members all of whose devices and cards are held by the group, else 0."""
    result = has(facts, "device").astype(np.float64)
    for group in ("device", "payment"):
        result *= things_of_the_group(facts, group) >= things(facts, group)
    return result
