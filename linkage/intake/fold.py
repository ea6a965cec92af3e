"""One file, folded: what it adds to the graph, and what was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from linkage.config import Config
from linkage.errors import InputError, UsageError
from linkage.folding import merge_accounts, merge_attributes, merge_sightings
from linkage.intake.accumulate import Accumulator
from linkage.intake.declaring import DeclaringKinds
from linkage.intake.loading import Loader, PromptReader
from linkage.intake.rejects import RejectsFile
from linkage.intake.sources import FileSource
from linkage.records import Delta, LoadMark, Mined


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file."""

    source: str
    loader: str
    rows: int = 0
    rejected: int = 0
    prompts: int = 0
    """Raw prompts that were read for templates."""
    reasons: Mapping[str, int] | None = None
    """Rejected rows by reason."""
    dropped: Mapping[str, int] | None = None
    """Values that were left out of rows that loaded, by reason."""
    repeated: int = 0
    """Events that were counted before and therefore not again."""
    rejects_file: Path | None = None
    skipped: str = ""
    """Why the file was passed over; empty if it was loaded."""


@dataclass(frozen=True, slots=True)
class FileFold:
    """A file's folded data and its report."""

    mark: LoadMark
    accounts: pl.DataFrame
    sightings: pl.DataFrame
    attributes: pl.DataFrame
    events: pl.Series
    declared: tuple[str, ...]
    report: FileReport


def fold_file(
    loader: Loader,
    source: FileSource,
    config: Config,
    seen_events: pl.Series | None = None,
    *,
    declare_kinds: bool = False,
    prompts: PromptReader | None = None,
) -> FileFold:
    """Read a file through a loader and fold it.

    ``seen_events`` are the sorted 64-bit hashes of events counted by earlier loads; ``prompts``
    reads raw prompts. Raises `InputError` if the file cannot be read or too large a share of its
    rows was rejected, and `UsageError` for prompts that nothing reads.
    """
    kinds = DeclaringKinds(config.kinds) if declare_kinds else None
    if kinds is not None:
        config = replace(config, kinds=kinds)
    known = np.zeros(0, np.uint64) if seen_events is None else seen_events.to_numpy()
    folded = Accumulator(known)
    rejects = RejectsFile(rejects_path(config, source), withhold=bool(config.privacy.hash))
    dropped: dict[str, int] = {}
    rows = heard = 0
    try:
        for batch in loader.load(source, config):
            rows += batch.rows
            rejects.write(batch.rejects)
            heard += _hear(prompts, folded.add(batch), loader.name)
            for reason, count in batch.dropped.items():
                dropped[reason] = dropped.get(reason, 0) + count
    finally:
        rejects.close()
    check_rejects(source.name, rows, rejects, config.load.reject_rate)
    sightings = folded.sightings()
    report = FileReport(
        source.name,
        loader.name,
        rows,
        rejects.total,
        heard,
        dict(rejects.counts),
        dropped,
        folded.repeated,
        rejects.path if rejects.total else None,
    )
    return FileFold(
        LoadMark(source.digest(), loader.name, source.name, rows, rejects.total),
        folded.accounts(sightings),
        sightings,
        folded.attributes(),
        pl.Series("event", folded.seen.added(), dtype=pl.UInt64),
        kinds.declared if kinds else (),
        report,
    )


def _hear(reader: PromptReader | None, prompts: pl.DataFrame, loader: str) -> int:
    """Give prompts to their reader; return how many."""
    if prompts.height:
        if reader is None:
            raise UsageError(f"the loader {loader} yields raw prompts, and nothing reads them here")
        reader.add(prompts)
    return prompts.height


def check_rejects(name: str, rows: int, rejects: RejectsFile, rate: float) -> None:
    """Raise `InputError` if no row could be read or more than ``rate`` of them were rejected."""
    if rejects.total <= rate * rows and (rows > rejects.total or rows == 0):
        return
    reasons = "; ".join(f"{count} x {reason}" for reason, count in rejects.counts.most_common(10))
    first = "; ".join(f"line {r.line}: {r.reason}" for r in rejects.first)
    raise InputError(
        f"{name}: {rejects.total} of {rows} rows were rejected, more than load.reject_rate "
        f"({rate:g}) allows, so nothing was loaded. {reasons}. First: {first}",
        hint=f"the rejected rows are in {rejects.path}; put them right, or raise load.reject_rate",
    )


def rejects_path(config: Config, source: FileSource) -> Path:
    """Return where rejects go: the folder ``load.rejects``, or ``rejects/`` in the workspace."""
    folder = Path(config.load.rejects) if config.load.rejects else config.workspace / "rejects"
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", Path(source.name).name)[:80]
    digest = source.digest()[:12]
    return folder / f"{'-'.join(filter(None, (plain, digest)))}.jsonl"


def to_delta(folds: list[FileFold], mined: Mined | None = None) -> Delta:
    """Join the folds of one or more files, and what their prompts gave, into one change."""
    if mined is None:
        return _joined(folds)
    delta = _joined(folds)
    return replace(
        delta,
        attributes=merge_attributes([delta.attributes, mined.attributes]),
        pending=mined.pending,
    )


def _joined(folds: list[FileFold]) -> Delta:
    if len(folds) == 1:
        (only,) = folds
        return Delta(
            marks=(only.mark,),
            accounts=only.accounts,
            sightings=only.sightings,
            attributes=only.attributes,
            events=only.events if len(only.events) else None,
            declared=tuple(sorted(only.declared)),
        )
    events = np.unique(np.concatenate([f.events.to_numpy() for f in folds]))
    return Delta(
        marks=tuple(f.mark for f in folds),
        accounts=merge_accounts([f.accounts for f in folds]),
        sightings=merge_sightings([f.sightings for f in folds]),
        attributes=merge_attributes([f.attributes for f in folds]),
        events=pl.Series("event", events, dtype=pl.UInt64) if len(events) else None,
        declared=tuple(sorted({name for f in folds for name in f.declared})),
    )
