"""A simulated world: accounts, what they were seen with, and the truth about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl
import pyarrow as pa

from linkage.folding import KEY, cut_hours
from linkage.records import ACCOUNTS, SIGHTINGS, TIME
from linkage.simulate.activity import Ints, Schedules
from linkage.simulate.draft import GROUPS, KINDS, PLANS, Draft
from linkage.simulate.events import Clock, LinkTable, link_tables
from linkage.simulate.honest import add_honest
from linkage.simulate.naming import account_names, value_names
from linkage.simulate.places import COUNTRIES
from linkage.simulate.rings import add_rings
from linkage.simulate.settings import WorldSettings

_SLICE = 4_000_000
"""Events that are in memory at once."""

TRUTH = pl.Schema(
    {
        "account": pl.String(),
        "cluster": pl.String(),
        "status": pl.String(),
        "campaign": pl.String(),
        "kind": pl.String(),
    }
)
"""``status`` is ``cluster`` for a member of a true ring and ``single`` for an honest account;
``kind`` is the account's group (draft.GROUPS), such as ``campus`` or ``ring``."""


@dataclass
class World:
    """A world in columns; frames are made when they are asked for and kept."""

    settings: WorldSettings
    draft: Draft
    links: dict[str, LinkTable]
    clock: Clock

    @property
    def size(self) -> int:
        """Number of accounts."""
        return self.draft.size

    @cached_property
    def names(self) -> dict[str, pl.Series]:
        """Texts of the identifiers of each kind, by their numbers."""
        return {kind: value_names(self.draft, kind) for kind in KINDS}

    @cached_property
    def account_ids(self) -> pl.Series:
        """Ids of the accounts, by their numbers."""
        return account_names(self.size)

    @cached_property
    def accounts(self) -> pl.DataFrame:
        """All accounts (records.ACCOUNTS), sorted."""
        link = self.links["email_domain"]
        domain = np.empty(self.size, np.int64)
        domain[link.account] = link.value
        frame = pl.DataFrame(
            {
                "account": self.account_ids,
                "created_at": times(self.clock.created),
                "plan": _gather(PLANS, self.draft.account_column("plan")),
                "country": _gather([c.code for c in COUNTRIES], self.clock.country),
                "status": pl.repeat("active", self.size, eager=True),
                "email_domain": self.names["email_domain"].gather(domain),
            },
            schema=ACCOUNTS,
        )
        return frame.sort("account")

    @cached_property
    def truth(self) -> pl.DataFrame:
        """The truth (TRUTH), one row an account, sorted."""
        cluster = self.draft.account_column("cluster")
        campaign = self.draft.account_column("campaign")
        frame = pl.DataFrame(
            {
                "account": self.account_ids,
                "cluster": _labels("ring", cluster),
                "status": _gather(("single", "cluster"), (cluster >= 0).astype(np.int64)),
                "campaign": _labels("campaign", campaign),
                "kind": _gather(GROUPS, self.draft.account_column("group")),
            },
            schema=TRUTH,
        )
        return frame.sort("account")

    @cached_property
    def sightings(self) -> pl.DataFrame:
        """All sightings (records.SIGHTINGS), sorted by account, kind and value."""
        parts = [
            self._fold(links, part)
            for links in self.links.values()
            for part in links.slices(_SLICE)
        ]
        return pl.concat(parts).sort(KEY)

    def _fold(self, links: LinkTable, part: slice) -> pl.DataFrame:
        """Fold the events of a slice of links by the rules of `linkage.folding`."""
        row, time = self.clock.events(links, part)
        count = links.count[part]
        first = np.cumsum(count) - count
        keys = np.sort(((row - part.start) << 20) | (time // 3600))
        keys = keys[np.diff(keys, prepend=-1) > 0]
        hours = (keys & ((1 << 20) - 1)).astype(np.int32)
        offsets = np.searchsorted(keys >> 20, np.arange(len(count) + 1)).astype(np.int64)
        lists = pa.LargeListArray.from_arrays(pa.array(offsets), pa.array(hours))
        frame = pl.DataFrame(
            {
                "account": self.account_ids.gather(links.account[part]),
                "kind": pl.repeat(links.kind, len(count), eager=True),
                "value": self.names[links.kind].gather(links.value[part]),
                "first_seen": times(np.minimum.reduceat(time, first)),
                "last_seen": times(np.maximum.reduceat(time, first)),
                "count": count,
                "hours": pl.Series(lists),
            },
            schema=SIGHTINGS,
        )
        return cut_hours(frame)


def simulate(settings: WorldSettings) -> World:
    """Make a world; raise `UsageError` for settings that leave no honest accounts."""
    draft = Draft(settings)
    add_honest(draft)
    if settings.rings and settings.bad_accounts():
        add_rings(draft)
    clock = Clock(
        created=draft.account_column("created"),
        country=draft.account_column("country"),
        schedules=Schedules.build(draft.schedules, draft.jitters),
        habits=draft.habits,
        seed=settings.seed,
    )
    return World(settings, draft, link_tables(draft, clock), clock)


def null_world(settings: WorldSettings) -> World:
    """Make the same honest world with nobody else in it."""
    return simulate(replace(settings, rings=False))


def times(seconds: Ints) -> pl.Series:
    """Return seconds since 1970 as times."""
    return pl.Series(seconds * 1_000_000).cast(TIME)


def _gather(names: list[str] | tuple[str, ...], numbers: Ints) -> pl.Series:
    return pl.Series(names, dtype=pl.String).gather(numbers)


def _labels(prefix: str, numbers: Ints) -> pl.Series:
    """Return ``prefix-number``, and an empty text for -1."""
    number = pl.Series(numbers)
    return (prefix + "-" + number.cast(pl.String)).zip_with(
        number >= 0, pl.repeat("", len(number), eager=True)
    )
