"""The ledger: the folded truth of a workspace, in Parquet.

One file a table and, for sightings, one a kind, so that a load rewrites only the kinds that it
touches. Each change writes new files and then one new manifest; whoever reads keeps seeing the
state before until the manifest is in place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from linkage.errors import StoreError
from linkage.folding import (
    KEY,
    merge_accounts,
    merge_attributes,
    merge_pending,
    merge_sightings,
    settle,
)
from linkage.kinds import KINDS, KindTable
from linkage.records import (
    ACCOUNTS,
    ATTRIBUTES,
    MEMBERS,
    PENDING,
    SIGHTINGS,
    WEIGHTS,
    Delta,
    Findings,
)
from linkage.reviews import REVIEWS, merge_reviews
from linkage.store import findings as tables
from linkage.store.manifest import (
    Manifest,
    TableFile,
    commit_manifest,
    disk_errors,
    read_manifest,
    remove_orphans,
    sync_folder,
    write_durably,
)

SEGMENTS = 16
"""Segments of event ids above which they are merged into one."""

FINDINGS: Mapping[str, tuple[pl.Schema, Callable[[Findings], pl.DataFrame]]] = {
    "rings": (tables.RINGS, tables.ring_table),
    "candidates": (tables.CANDIDATES, tables.candidate_table),
    "campaigns": (tables.CAMPAIGNS, tables.campaign_table),
    "parts": (tables.PARTS, tables.part_table),
    "runs": (tables.RUNS, tables.run_table),
    "members": (MEMBERS, tables.member_table),
    "weights": (tables.WEIGHTED, tables.weight_table),
}
"""Tables of the last run: their schema and how they are made."""

_BUILT_IN = {kind.name for kind in KINDS}
_EVENTS = pl.Schema({"event": pl.UInt64()})


class Ledger:
    """The tables of a workspace. Only the holder of the writer lock may call the changing methods.

    A reader keeps its generation; where a writer has removed one of its files since, it moves on
    to the newest generation.
    """

    def __init__(self, folder: Path, kinds: KindTable) -> None:
        self._folder = folder
        self._configured = kinds
        self._manifest = read_manifest(folder) or Manifest()

    @property
    def manifest(self) -> Manifest:
        """The state that this ledger reads."""
        return self._manifest

    @property
    def kinds(self) -> KindTable:
        """The configured kinds and those that were declared by loads."""
        remembered = [k for k in self._manifest.kinds if k.name not in self._configured]
        return KindTable([*self._configured.values(), *remembered])

    def refresh(self) -> None:
        """Move on to the newest committed generation."""
        self._manifest = read_manifest(self._folder) or Manifest()

    def clean(self) -> None:
        """Remove what a killed writer left behind."""
        with disk_errors(self._folder):
            remove_orphans(self._folder, self._manifest)

    def sightings(self, kind: str | None = None) -> pl.DataFrame:
        """Return the sightings of a kind, or of all, sorted by account, kind and value."""
        if kind is not None:
            return self._read(f"sightings/{kind}", SIGHTINGS)
        parts = self._read_all("sightings/", SIGHTINGS)
        return pl.concat([SIGHTINGS.to_frame(), *parts]).sort("account", "kind", "value")

    def accounts(self) -> pl.DataFrame:
        """Return all accounts, sorted."""
        return self._read("accounts", ACCOUNTS)

    def attributes(self) -> pl.DataFrame:
        """Return all properties of identifiers, sorted."""
        return self._read("attributes", ATTRIBUTES)

    def pending(self) -> pl.DataFrame:
        """Return the sightings that do not count yet (records.PENDING), sorted."""
        return self._read("pending", PENDING)

    def events(self) -> pl.Series:
        """Return the hashes of all event ids counted so far, sorted, as unsigned 64-bit."""
        parts = [part["event"] for part in self._read_all("events/", _EVENTS)]
        return _sorted_events([pl.Series("event", [], pl.UInt64), *parts])

    def findings(self, name: str) -> pl.DataFrame:
        """Return a table of the last run (a key of `FINDINGS`), empty before one."""
        return self._read(name, FINDINGS[name][0], grown=True)

    def weights(self) -> pl.DataFrame:
        """Return the weights of the last run (records.WEIGHTS)."""
        return self.findings("weights").select(WEIGHTS.names())

    def reviews(self) -> pl.DataFrame:
        """Return what reviewers decided (reviews.REVIEWS), sorted by ring."""
        return self._read("reviews", REVIEWS)

    def add_reviews(self, rows: pl.DataFrame) -> None:
        """Add reviews and commit; of one ring the later review counts."""
        self._commit({"reviews": merge_reviews([self.reviews(), rows])}, ())

    def add(self, delta: Delta) -> bool:
        """Merge a delta and commit it; False if its loads were there already."""
        if not self._is_new(delta):
            return False
        manifest = self._manifest
        kinds = self._with_declared(delta)
        sightings = delta.sightings.select(SIGHTINGS.names()).cast(SIGHTINGS)
        fresh: dict[str, pl.DataFrame] = {}
        for (kind,), part in sorted(sightings.partition_by("kind", as_dict=True).items()):
            old = self._read(f"sightings/{kind}", SIGHTINGS)
            fresh[f"sightings/{kind}"] = merge_sightings([old, part])
        self._add_pending(delta.pending, fresh)
        fresh["accounts"] = merge_accounts([self.accounts(), *_accounts(delta)])
        if delta.attributes.height:
            given = delta.attributes.select(ATTRIBUTES.names()).cast(ATTRIBUTES)
            fresh["attributes"] = merge_attributes([self.attributes(), given])
        gone = self._add_events(delta.events, fresh)
        declared = tuple(k for k in kinds.values() if k.name not in _BUILT_IN)
        self._commit(fresh, gone, marks=(*manifest.marks, *delta.marks), kinds=declared)
        return True

    def record(self, findings: Findings) -> None:
        """Replace the findings of the run before and commit."""
        fresh = {name: make(findings) for name, (_, make) in FINDINGS.items()}
        known = self.accounts()
        strangers = fresh["members"].join(known, on="account", how="anti").height
        homeless = fresh["members"].join(fresh["rings"], left_on="ring", right_on="id", how="anti")
        if strangers or homeless.height:
            raise StoreError(
                f"the findings do not fit the graph: {strangers} members are not accounts, "
                f"{homeless.height} belong to no ring"
            )
        self._commit(fresh, ())

    def _is_new(self, delta: Delta) -> bool:
        known = {mark.digest for mark in self._manifest.marks}
        seen = [mark.digest in known for mark in delta.marks]
        if any(seen) and not all(seen):
            raise StoreError("a delta mixes loads that are there already with new ones")
        return not seen or not all(seen)

    def _with_declared(self, delta: Delta) -> KindTable:
        kinds = self.kinds.with_declared(delta.declared)
        named = pl.concat([delta.sightings["kind"], delta.attributes["kind"]]).unique()
        if unknown := sorted(set(named) - set(kinds)):
            raise StoreError(f"the delta has undeclared identifier kinds: {', '.join(unknown)}")
        return kinds

    def _add_pending(self, pending: pl.DataFrame | None, fresh: dict[str, pl.DataFrame]) -> None:
        """Add sightings that wait; those that count now go to the sightings of their kind."""
        if pending is None or pending.is_empty():
            return
        waiting = merge_pending([self.pending(), pending.cast(PENDING)])
        left = []
        for (kind,), part in sorted(waiting.partition_by("kind", as_dict=True).items()):
            name = f"sightings/{kind}"
            known = fresh[name] if name in fresh else self._read(name, SIGHTINGS)
            counted, rest = settle(part, known)
            fresh[name] = merge_sightings([known, counted])
            left.append(rest)
        fresh["pending"] = pl.concat(left).sort(KEY)

    def _add_events(
        self, events: pl.Series | None, fresh: dict[str, pl.DataFrame]
    ) -> tuple[str, ...]:
        """Add a segment of event ids, merging all when there are many; the segments that go."""
        if events is None or events.is_empty():
            return ()
        segments = self._names("events/")
        added = _sorted_events([events])
        if len(segments) < SEGMENTS:
            fresh[f"events/{self._manifest.generation + 1}"] = added.to_frame()
            return ()
        merged = _sorted_events([self.events(), added])
        fresh[f"events/{self._manifest.generation + 1}"] = merged.to_frame()
        return segments

    def _names(self, prefix: str) -> tuple[str, ...]:
        return tuple(sorted(n for n in self._manifest.tables if n.startswith(prefix)))

    def _read_all(self, prefix: str, schema: pl.Schema) -> list[pl.DataFrame]:
        """Return the tables whose names begin so, all of one generation."""
        while True:
            generation = self._manifest.generation
            parts = [self._read(name, schema) for name in self._names(prefix)]
            if self._manifest.generation == generation:
                return parts

    def _read(self, name: str, schema: pl.Schema, *, grown: bool = False) -> pl.DataFrame:
        """Return a table; a ``grown`` one may lack columns that an older version did not know."""
        entry = self._manifest.tables.get(name)
        if entry is None:
            return schema.to_frame()
        path = self._folder / entry.file
        if not path.exists():
            before = self._manifest.generation
            self.refresh()
            if self._manifest.generation != before:
                return self._read(name, schema, grown=grown)
        with disk_errors(path):
            frame = pl.read_parquet(path)
        if grown:
            new = [pl.lit(None, k).alias(n) for n, k in schema.items() if n not in frame.columns]
            frame = frame.with_columns(new)
        if frame.schema != schema or frame.height != entry.rows:
            raise StoreError(
                f"{path} is damaged: it does not hold what the manifest says",
                hint="restore the workspace from a backup, or load into a new one",
            )
        return frame

    def _commit(
        self, fresh: Mapping[str, pl.DataFrame], gone: tuple[str, ...], **changes: object
    ) -> None:
        """Write new files, then the manifest, then remove the files that it replaced."""
        old = self._manifest
        generation = old.generation + 1
        entries = dict(old.tables)
        for name in gone:
            entries.pop(name)
        for name, frame in fresh.items():
            file = f"{name.replace('/', '-')}-{generation:06d}.parquet"
            size = write_durably(self._folder / file, frame.write_parquet)
            entries[name] = TableFile(file, frame.height, size)
        sync_folder(self._folder)
        manifest = replace(old, generation=generation, tables=entries, **changes)  # type: ignore[arg-type]
        commit_manifest(self._folder, manifest)
        self._manifest = manifest
        self.clean()


def _accounts(delta: Delta) -> list[pl.DataFrame]:
    """Return the accounts of a delta and those that it only sights, with nulls."""
    given = delta.accounts.select(ACCOUNTS.names()).cast(ACCOUNTS)
    seen = [delta.sightings["account"]]
    if delta.pending is not None:
        seen.append(delta.pending["account"])
    sighted = pl.concat(seen).unique().to_frame("account")
    missing = [pl.lit(None, kind).alias(n) for n, kind in ACCOUNTS.items() if n != "account"]
    return [given, sighted.with_columns(missing)]


def _sorted_events(parts: list[pl.Series]) -> pl.Series:
    """Return distinct hashes in order; signed ones keep their bits."""
    unsigned = [p.reinterpret(signed=False) if p.dtype == pl.Int64 else p for p in parts]
    return pl.concat([p.alias("event") for p in unsigned]).unique().sort()
