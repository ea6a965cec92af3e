"""Many files, folded and handed over in portions that can be committed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from linkage.config import Config
from linkage.errors import InputError
from linkage.intake.fold import FileFold, FileReport, fold_file, to_delta
from linkage.intake.loading import Loader, PromptReader, get_loader
from linkage.intake.recognise import Found, expand, is_data, is_truth, recognise
from linkage.intake.sources import STDIN, FileSource, Progress
from linkage.records import Delta, Mined

COMMIT_ROWS = 4_000_000
"""Folded rows after which a portion is handed over."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some files: what they add (None if all were passed over) and a report on each."""

    delta: Delta | None
    reports: tuple[FileReport, ...]
    mined: Mined | None = None
    """What the prompts gave; it is part of the delta."""


def fold_files(
    paths: Sequence[str | Path],
    loader: str | None,
    config: Config,
    *,
    known: Collection[str] = (),
    seen_events: pl.Series | None = None,
    declare_kinds: bool = False,
    progress: Progress | None = None,
    prompts: PromptReader | None = None,
    commit_rows: int = COMMIT_ROWS,
) -> Iterator[Portion]:
    """Fold files and yield them in portions; the caller commits each before it asks for the next.

    ``known`` are the digests of files that were loaded before: these, and a file that comes
    twice, are passed over. Without a ``loader`` each file is recognised by its columns. Raw
    prompts go to the reader ``prompts``. Raises `InputError` for a file that cannot be loaded,
    after the files before it were yielded, and `UsageError` for a loader that there is none of.
    """
    chosen = get_loader(loader) if loader is not None else None
    digests = set(known)
    events = pl.Series("event", [], dtype=pl.UInt64) if seen_events is None else seen_events
    folds: list[FileFold] = []
    reports: list[FileReport] = []
    for found in expand(paths):
        try:
            outcome = _fold(
                found,
                chosen,
                config,
                digests,
                events,
                declare_kinds=declare_kinds,
                progress=progress,
                prompts=prompts,
            )
        except InputError:
            if folds:
                yield _portion(folds, reports, prompts)
            raise
        if isinstance(outcome, FileReport):
            reports.append(outcome)
            continue
        digests.add(outcome.mark.digest)
        reports.append(outcome.report)
        folds.append(outcome)
        if len(outcome.events):
            joined = np.union1d(events.to_numpy(), outcome.events.to_numpy())
            events = pl.Series("event", joined, dtype=pl.UInt64)
        full = sum(f.sightings.height for f in folds) >= commit_rows
        if full or sum(f.report.prompts for f in folds) >= config.load.commit_prompts:
            yield _portion(folds, reports, prompts)
            folds, reports = [], []
    if folds or reports:
        yield _portion(folds, reports, prompts)


def _portion(
    folds: list[FileFold], reports: list[FileReport], prompts: PromptReader | None
) -> Portion:
    """Join files, and what their prompts gave, into a portion."""
    heard = any(fold.report.prompts for fold in folds)
    mined = prompts.take() if prompts is not None and heard else None
    return Portion(to_delta(folds, mined) if folds else None, tuple(reports), mined)


def _fold(
    found: Found,
    loader: Loader | None,
    config: Config,
    digests: set[str],
    events: pl.Series,
    *,
    declare_kinds: bool,
    progress: Progress | None,
    prompts: PromptReader | None,
) -> FileFold | FileReport:
    """Fold one file, or report why it is passed over."""
    name = loader.name if loader else ""
    if not found.listed and not is_data(found.path):
        return FileReport(found.path, name, skipped="not a data file")
    source = FileSource(found.path, config.load, progress)
    try:
        if found.path != STDIN and source.digest() in digests:
            return FileReport(source.name, name, skipped="loaded before")
        columns = source.columns()
        if not found.listed and is_truth(columns):
            return FileReport(source.name, name, skipped="a truth file (account, cluster)")
        chosen = loader or recognise(source.name, columns, config)
        fold = fold_file(
            chosen, source, config, events, declare_kinds=declare_kinds, prompts=prompts
        )
        if fold.mark.digest in digests:  # standard input is known once it was read
            if prompts is not None:
                prompts.undo()
            return FileReport(source.name, chosen.name, skipped="loaded before")
        if prompts is not None:
            prompts.keep()
        return fold
    finally:
        source.close()
