"""Links as columns, and the events behind them: the same ones in whatever slices they are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linkage.simulate.activity import Floats, Habits, Ints, Schedules
from linkage.simulate.draft import END, KINDS, LINK_COLUMNS, START, Draft
from linkage.simulate.hashing import mix, uniforms
from linkage.simulate.plans import Timed, timed

AT_SIGN_UP = ("email", "email_domain", "phone")
"""Kinds that are seen once, when the account signs up."""


@dataclass(frozen=True, slots=True)
class LinkTable:
    """Links of one kind, one row an (account, identifier), sorted by account and identifier."""

    kind: str
    account: Ints
    value: Ints
    count: Ints
    schedule: Ints
    sync: Floats
    plan: Timed | None = None
    """Times of their own, where some of the links have them."""

    def slices(self, events: int) -> Iterator[slice]:
        """Yield slices of links that hold about so many events each."""
        ends = np.cumsum(self.count)
        start = 0
        while start < len(self.account):
            before = ends[start - 1] if start else 0
            stop = max(start + 1, int(np.searchsorted(ends, before + events, side="right")))
            yield slice(start, stop)
            start = stop


@dataclass(frozen=True, slots=True)
class Clock:
    """What event times depend on beside their link."""

    created: Ints
    country: Ints
    schedules: Schedules
    habits: Habits
    seed: int

    def events(self, links: LinkTable, part: slice) -> tuple[Ints, Ints]:
        """Return the events of a slice: the row of each one's link, and its time in seconds."""
        count = links.count[part]
        row = np.repeat(np.arange(part.start, part.stop), count)
        if links.kind in AT_SIGN_UP:
            return row, self.created[links.account[row]]
        first = np.cumsum(count) - count
        number = np.arange(len(row)) - np.repeat(first, count)
        keys = mix(np.repeat(self.link_keys(links, part), count) + number.astype(np.uint64))
        owner = links.account[part]
        country = self.country[owner]
        start, end = self._spans(links, part)
        low, high = self.habits.amount(country, start), self.habits.amount(country, end)
        amount = np.repeat(low, count) + uniforms(keys, 1) * np.repeat(high - low, count)
        time = self.habits.time(np.repeat(country, count), amount)
        start, end = np.repeat(start, count), np.repeat(end, count)
        np.clip(time, start, end, out=time)
        together = np.flatnonzero(uniforms(keys, 2) < links.sync[row])
        if len(together):
            planned = self.schedules.draw(links.schedule[row[together]], keys[together])
            last = END - 1 if links.plan is None else end[together]
            fits = (planned >= start[together]) & (planned <= last)
            time[together[fits]] = planned[fits]
        if links.plan is not None:
            time = links.plan.times(row, number, time, start)
            np.clip(time, None, END - 1, out=time)
        return row, time.astype(np.int64)

    def link_keys(self, links: LinkTable, part: slice) -> NDArray[np.uint64]:
        """Return a random key for each link, which depends on nothing but itself and the seed."""
        salt = np.uint64((self.seed * 1_000_003 + KINDS.index(links.kind)) & (2**64 - 1))
        account = mix(links.account[part].astype(np.uint64) ^ mix(np.array([salt]))[0])
        return mix(account + links.value[part].astype(np.uint64))

    def _spans(self, links: LinkTable, part: slice) -> tuple[Floats, Floats]:
        """Return when each link begins and ends: a stretch of the account's time in the window."""
        keys = self.link_keys(links, part)
        start = np.maximum(self.created[links.account[part]], START).astype(np.float64)
        length = END - 1 - start
        width = length * np.minimum(1.0, 0.2 + 1.2 * uniforms(keys, 3))
        begin = start + (length - width) * uniforms(keys, 4)
        if links.plan is not None:
            return links.plan.spans(part, begin, begin + width, END - 1)
        return begin, begin + width


def link_tables(draft: Draft, clock: Clock) -> dict[str, LinkTable]:
    """Merge repeated links and set how many events each has."""
    tables = {}
    for kind in KINDS:
        columns: dict[str, NDArray[Any]] = {
            name: np.concatenate(draft.links[kind].chunks[name]) for name in LINK_COLUMNS
        }
        values = max(1, draft.values[kind])
        key = columns["account"] * values + columns["value"]
        unique, first = np.unique(key, return_index=True)
        order = np.searchsorted(unique, key)
        weight = np.bincount(order, columns["weight"], len(unique)).astype(np.float64)
        table = LinkTable(
            kind,
            columns["account"][first],
            columns["value"][first],
            np.ones(len(first), np.int64),
            columns["schedule"][first],
            columns["sync"][first].astype(np.float64),
            timed(draft.plans, kind, columns["account"][first], columns["value"][first], values),
        )
        if kind not in AT_SIGN_UP:
            table.count[:] = _counts(draft, clock, table, weight)
        if table.plan is not None:
            table.count[:] = np.where(table.plan.events > 0, table.plan.events, table.count)
        tables[kind] = table
    return tables


def _counts(draft: Draft, clock: Clock, links: LinkTable, weight: Floats) -> Ints:
    """Return how many events each link has: at least one, and more for heavy users."""
    chance = uniforms(clock.link_keys(links, slice(0, len(links.account))), 5)
    if links.kind == "payment":
        return 1 + np.minimum(2, (weight * chance * 1.2).astype(np.int64))
    present = (END - np.maximum(clock.created[links.account], START)) / (END - START)
    amount = weight * np.clip(present, 0.05, 1) * -np.log1p(-chance)
    if links.kind == "device":
        return 1 + (0.4 * amount).astype(np.int64)
    if links.kind == "ip":
        return 1 + amount.astype(np.int64)
    return _conversations(draft, links, amount + 1e-9)


def _conversations(draft: Draft, links: LinkTable, amount: Floats) -> Ints:
    """Share the conversations out, exactly: those of honest accounts do not depend on rings."""
    settings = draft.settings
    honest, bad = settings.honest_accounts(), settings.bad_accounts()
    campaign = draft.account_column("campaign")[links.account] == 0
    outside = (links.account < honest) & (links.sync < 1.0)
    total, rest = settings.conversations, ~outside
    parts = []
    if settings.campaign_conversations is not None:
        parts.append((campaign, settings.campaign_conversations))
        rest = rest & ~campaign
        bad -= settings.campaign
    of_bad = round(total * 4 * bad / (honest + 4 * bad))
    parts += [(outside, total - of_bad), (rest, of_bad)]
    counts = np.ones(len(amount), np.int64)
    for chosen, wanted in parts:
        spare = wanted - int(chosen.sum())
        if spare > 0 and chosen.any():
            steps = np.cumsum(amount[chosen])
            counts[chosen] += np.diff(np.rint(steps * (spare / steps[-1])), prepend=0).astype(int)
    return counts
