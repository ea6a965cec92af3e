"""Folded data that grow batch by batch, in memory bounded by what they fold to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl

from linkage.folding import (
    KEY,
    combine_sightings,
    merge_accounts,
    merge_attributes,
    merge_sightings,
)
from linkage.intake import coded
from linkage.intake.hashing import event_hashes
from linkage.intake.loading import Batch
from linkage.records import ACCOUNTS, ATTRIBUTES, PROMPTS

EVENTS_AT_ONCE = 8_000_000
"""Events of one kind, at 16 bytes each, that are gathered before they are folded."""
SLACK = 1_000_000
"""Rows that may wait beside the merged ones before they are merged."""

Merge = Callable[[Sequence[pl.DataFrame]], pl.DataFrame]
Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]


class SeenEvents:
    """Hashes of the events that were counted: those of earlier loads and those of this one."""

    def __init__(self, known: Hashes) -> None:
        self._known = known
        self._runs: list[Hashes] = []

    def fresh(self, hashes: Hashes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Return a mask of the hashes that were not seen yet."""
        mask = np.ones(len(hashes), dtype=np.bool_)
        for run in (self._known, *self._runs):
            if len(run):
                at = np.minimum(np.searchsorted(run, hashes), len(run) - 1)
                mask &= run[at] != hashes
        return mask

    def add(self, hashes: Hashes) -> None:
        """Remember hashes; sorted runs are merged so that few remain."""
        run = np.unique(hashes)
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.union1d(self._runs.pop(), run)
        self._runs.append(run)

    def added(self) -> Hashes:
        """Return the sorted hashes that were added."""
        return np.unique(np.concatenate([np.zeros(0, np.uint64), *self._runs]))


class Codes:
    """A code for each text, in the order in which they come."""

    def __init__(self) -> None:
        # Polars forgets categories that no series uses, so one has to be kept.
        self._anchor = pl.Series([], dtype=pl.Categorical(pl.Categories.random()))

    def encode(self, texts: pl.Series) -> coded.Keys:
        """Return the codes of texts: shape (texts,)."""
        codes = texts.cast(self._anchor.dtype).to_physical()
        return codes.cast(pl.UInt64).to_numpy()

    def decode(self, codes: coded.Keys) -> pl.Series:
        """Return the texts of codes: shape (codes,)."""
        return pl.Series(codes, dtype=pl.UInt32).cat.to(self._anchor.dtype).cast(pl.String)


class KindFold:
    """The events of one kind, as codes, folded as they come."""

    def __init__(self, accounts: Codes) -> None:
        self._accounts = accounts
        self._values = Codes()
        self._keys: list[coded.Keys] = []
        self._times: list[coded.Ints] = []
        self._waiting = 0
        self._parts: list[coded.Coded] = []

    def add(self, events: pl.DataFrame) -> None:
        """Take up events (account, value, time)."""
        account = self._accounts.encode(events["account"])
        self._keys.append((account << np.uint64(32)) | self._values.encode(events["value"]))
        self._times.append(events["time"].cast(pl.Int64).fill_null(coded.NEVER).to_numpy())
        self._waiting += events.height
        if self._waiting >= EVENTS_AT_ONCE:
            self._fold()

    def sightings(self, kind: str) -> pl.DataFrame:
        """Return the folded sightings."""
        self._fold()
        rows = coded.merge(self._parts)
        return coded.decode(rows, kind, self._accounts.decode, self._values.decode)

    def _fold(self) -> None:
        if not self._waiting:
            return
        self._parts.append(coded.fold(np.concatenate(self._keys), np.concatenate(self._times)))
        self._keys, self._times, self._waiting = [], [], 0
        waiting = sum(len(part.key) for part in self._parts[1:])
        if waiting > max(SLACK, len(self._parts[0].key)):
            self._parts = [coded.merge(self._parts)]


class Accumulator:
    """Batches of one file, folded as they come."""

    def __init__(self, known_events: Hashes) -> None:
        self.seen = SeenEvents(known_events)
        self.repeated = 0
        self._names = Codes()
        self._kinds: dict[str, KindFold] = {}
        self._parts: list[pl.DataFrame] = []
        self._merged = 0
        self._accounts: list[pl.DataFrame] = []
        self._attributes: list[pl.DataFrame] = []

    def add(self, batch: Batch) -> pl.DataFrame:
        """Take up a batch; return its prompts (records.PROMPTS) but those counted before."""
        events, prompts = self._once(batch.events, batch.prompts)
        if events.height:
            events = events.select("account", "kind", "value", "time")
            for (kind,), rows in events.partition_by("kind", as_dict=True).items():
                fold = self._kinds.setdefault(str(kind), KindFold(self._names))
                fold.add(rows)
        if batch.folded is not None and batch.folded.height:
            # A file may name a key twice in one batch, which a folded table may not.
            self._keep(combine_sightings([batch.folded]))
        if batch.accounts is not None and batch.accounts.height:
            self._grow(self._accounts, batch.accounts.select(ACCOUNTS.names()), merge_accounts)
        if batch.attributes is not None and batch.attributes.height:
            rows = batch.attributes.select(ATTRIBUTES.names())
            self._grow(self._attributes, rows, merge_attributes)
        return prompts.select(PROMPTS.names()) if prompts.height else PROMPTS.to_frame()

    def sightings(self) -> pl.DataFrame:
        """Return the folded sightings, sorted."""
        parts = [fold.sightings(kind) for kind, fold in sorted(self._kinds.items())]
        self._kinds = {}
        if not self._parts and parts:
            return pl.concat(parts).sort(KEY)
        return merge_sightings([*self._parts, *parts])

    def accounts(self, sightings: pl.DataFrame) -> pl.DataFrame:
        """Return the accounts with their properties, and those that were only sighted; sorted."""
        sighted = sightings.select("account").unique()
        bare = [pl.lit(None, dtype).alias(name) for name, dtype in ACCOUNTS.items()][1:]
        return merge_accounts([*self._accounts, sighted.with_columns(bare)])

    def attributes(self) -> pl.DataFrame:
        """Return the properties of identifiers, sorted."""
        return merge_attributes([pl.DataFrame(schema=ATTRIBUTES), *self._attributes])

    def _once(self, *given: pl.DataFrame | None) -> list[pl.DataFrame]:
        """Leave out the events that were counted before, and all rows of an event but the first.

        One event may stand in several of the tables.
        """
        tables = [pl.DataFrame() if table is None else table for table in given]
        named = [table.select("event", "line") for table in tables if "event" in table.columns]
        rows = pl.concat(named).drop_nulls("event") if named else pl.DataFrame()
        if rows.is_empty():
            return tables
        names = rows["event"].unique()
        hashes = event_hashes(names)
        fresh = pl.DataFrame({"event": names.filter(pl.Series(self.seen.fresh(hashes)))})
        self.seen.add(hashes)
        first = rows.group_by("event").agg(pl.col("line").min()).join(fresh, on="event", how="semi")
        return [self._first(table, first) for table in tables]

    def _first(self, table: pl.DataFrame, first: pl.DataFrame) -> pl.DataFrame:
        """Return the rows that are the first of their event, and those that name none."""
        if "event" not in table.columns:
            return table
        named = table.join(first, on=["event", "line"], how="semi")
        kept = pl.concat([named, table.filter(pl.col("event").is_null())])
        self.repeated += table.height - kept.height
        return kept

    def _keep(self, folded: pl.DataFrame) -> None:
        self._parts.append(folded)
        waiting = sum(part.height for part in self._parts) - self._merged
        if waiting > max(SLACK, self._merged):
            self._parts = [combine_sightings(self._parts)]
            self._merged = self._parts[0].height

    @staticmethod
    def _grow(parts: list[pl.DataFrame], fresh: pl.DataFrame, merge: Merge) -> None:
        """Add rows to a list of tables; merge them once the later ones outweigh the first."""
        parts.append(fresh)
        waiting = sum(part.height for part in parts[1:])
        if waiting > max(SLACK, parts[0].height):
            parts[:] = [merge(parts)]
