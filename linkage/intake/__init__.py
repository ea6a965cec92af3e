"""Intake: files to folded tables.

The way in is `fold_files`::

    for portion in fold_files(paths, loader, config, known=digests, seen_events=store.events()):
        if portion.delta is not None:
            store.apply(portion.delta)      # commit before asking for the next portion
        for report in portion.reports:
            ...                             # rows, rejects by reason, or why it was passed over

A path is a file, a directory, a pattern or ``-``. Each file goes through

1. `FileSource` (sources.py): bytes to rows with line numbers; CSV, JSON lines and Parquet, plain,
   gzip or zstd. Clean blocks are read in columns, others row by row, so that each bad row is known;
2. `to_chunk` (columns.py): columns to the loader's fields; sizes, card numbers, times and counts;
3. the loader (`Loader`, found through entry points): `Identifiers` (identify.py) puts values in
   canonical form (normalise/), refuses or drops them, and hashes those that have to be hashed;
4. `fold_file` (fold.py): batches to one row an (account, kind, value), in bounded memory; rejects
   to their file; events that were counted before are left out; raw prompts go to the load's
   `PromptReader`, which finds templates in them over all files of a portion;
5. `to_delta`: the folds of several files to one `linkage.records.Delta`.

``progress(source, bytes_done, bytes_total, rows)`` is called after each chunk.
Errors: `InputError` for a file, `UsageError` for a loader, `ConfigError` for a key of the hash.
"""

from __future__ import annotations

from linkage.intake.files import COMMIT_ROWS, Portion, fold_files
from linkage.intake.fold import FileFold, FileReport, fold_file, to_delta
from linkage.intake.loading import (
    Batch,
    Chunk,
    Field,
    Loader,
    PromptReader,
    Source,
    get_loader,
    loaders,
)
from linkage.intake.recognise import recognise
from linkage.intake.sources import FileSource, Progress, open_source

__all__ = [
    "COMMIT_ROWS",
    "Batch",
    "Chunk",
    "Field",
    "FileFold",
    "FileReport",
    "FileSource",
    "Loader",
    "Portion",
    "Progress",
    "PromptReader",
    "Source",
    "fold_file",
    "fold_files",
    "get_loader",
    "loaders",
    "open_source",
    "recognise",
    "to_delta",
]
