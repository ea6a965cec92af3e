"""Shifts: on one day many members begin something new to them: a subject, a script, a tool.

A beginning is a day on which an account is first seen with some shared content (a template, or a
kind that the analyst declared), two days or more after the first such content that it was seen
with: what is there when it starts, or when the data start, is not new. How many members begin
something on the day least likely by chance is compared with what the habits of everybody and the
number of each member's own beginnings put there (active.py); the chance is a bound on a sum of
independent indicators, times the number of days (Bonferroni). Everybody includes the group: in
small data a shift is less surprising than it should be. A class with an assignment shows this too.
"""

from __future__ import annotations

import numpy as np

from linkage.discovery.timing.active import Active, build_active, busy
from linkage.discovery.timing.effect import Effect, effect
from linkage.discovery.timing.spells import Spells
from linkage.discovery.timing.tails import many
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens
from linkage.kinds import GROUPS

SETTLED = 2
"""Days after an account's first content from which something new to it counts."""


def beginnings(tokens: Tokens, spells: Spells) -> Active:
    """Return on which days accounts begin something new to them."""
    mine = content_links(tokens) & ~np.isnan(spells.first)
    account, first = link_accounts(tokens)[mine], spells.first[mine]
    start = np.full(tokens.size, np.inf)
    np.minimum.at(start, account, first)
    settled = np.where(np.isinf(start), 0, np.ceil(start + SETTLED)).astype(np.int64)
    return build_active(account, np.floor(first).astype(np.int64), settled)


def content_links(tokens: Tokens) -> Flags:
    """Return (links,) those of templates and of kinds that the analyst declared."""
    groups = [g == "content" or g not in GROUPS for g in tokens.groups]
    subject = np.array(groups or [False], dtype=np.bool_)
    return np.asarray(subject[tokens.group[tokens.account_tokens]] & (tokens.sighting >= 0))


def link_accounts(tokens: Tokens) -> Longs:
    """Return (links,) the account of each link."""
    return np.repeat(np.arange(tokens.size), np.diff(tokens.account_start))


def shifts(active: Active, order: Longs, bounds: Longs) -> Effect:
    """Return the share of each group's members that begin something on its day beyond chance."""
    found = busy(active, order, bounds, np.ones(len(active.start)))
    known = (found.members >= 2) & (len(active.names) > 1)
    tail = np.minimum(many(found.count, found.expected) + np.log10(max(len(active.names), 1)), 0.0)
    sizes = np.maximum(np.diff(bounds), 1)
    share: Floats = (found.count - found.expected) / sizes
    names = active.names if len(active.names) else np.zeros(1, dtype=np.int64)
    when = np.where(found.count > 0, names[found.best], -1)
    counts = (found.count, found.expected)
    return effect(share, known, found.count.astype(np.int64), counts, tail, when)


def leavers(tokens: Tokens, spells: Spells, labels: Longs, when: Longs) -> Longs:
    """Return (groups,) the members that left some content on their group's day or the day before.

    ``when`` (groups,) is the day of the shift, -1 for none. What began on that day is not left.
    """
    account = link_accounts(tokens)
    inside = content_links(tokens) & (labels[account] >= 0) & ~np.isnan(spells.last)
    account, first, last = account[inside], spells.first[inside], np.floor(spells.last[inside])
    day = when[labels[account]]
    left = (day >= 0) & (last >= day - 1) & (last <= day) & (np.floor(first) < day - 1)
    members = np.unique(account[left])
    return np.bincount(labels[members], minlength=len(when)).astype(np.int64)
