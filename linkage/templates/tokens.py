"""Prompts to hashed shingles.

A shingle is the hash of three words in a row within one sentence; each sentence is framed by a
start and an end mark, so that a set of shingles does not depend on the order of sentences
(Broder, 1997, "On the resemblance and containment of documents", with sentences for documents).
Runs of digits count as one digit. Long prompts are read through a window at each end.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from linkage.templates.characters import characters
from linkage.templates.disguise import HIDDEN, IMITATED, MARKED, MIXED_CASE, SPREAD, STATS
from linkage.templates.scan import HEAD, REACH, SEED, TAIL, scan, shingle_all

__all__ = [
    "HEAD",
    "HIDDEN",
    "IMITATED",
    "MARKED",
    "MIXED_CASE",
    "REACH",
    "SPREAD",
    "TAIL",
    "Shingles",
    "as_text",
    "shingle",
    "trace",
]

STEP = 8192
"""Prompts that are tokenised at once."""

Array = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Shingles:
    """Shingles of n prompts: those of prompt i are ``hashes[bounds[i]:bounds[i + 1]]``."""

    hashes: Array
    bounds: NDArray[np.int64]
    fingerprints: Array
    """(n) hash of all words that were read: equal for prompts that differ in disguise only."""
    disguise: NDArray[np.uint8]
    """(n) bits HIDDEN to SPREAD."""

    def __len__(self) -> int:
        return len(self.fingerprints)


def as_text(prompts: pl.Series | Sequence[str | None]) -> pl.Series:
    """Return prompts as a Polars text column; lone surrogates become question marks."""
    if isinstance(prompts, pl.Series):
        return prompts.cast(pl.String)
    try:
        return pl.Series("prompt", prompts, dtype=pl.String)
    except UnicodeEncodeError:
        clean = [
            None if prompt is None else prompt.encode("utf-8", "replace").decode("utf-8")
            for prompt in prompts
        ]
        return pl.Series("prompt", clean, dtype=pl.String)


def shingle(prompts: pl.Series | Sequence[str | None], threads: int = 1) -> Shingles:
    """Return the shingles of the prompts; a null is an empty prompt."""
    text = as_text(prompts)
    slices = [text.slice(at, STEP) for at in range(0, max(len(text), 1), STEP)]
    if threads > 1:
        with ThreadPoolExecutor(threads) as pool:
            parts = list(pool.map(_shingle_step, slices))
    else:
        parts = [_shingle_step(part) for part in slices]
    if len(parts) == 1:
        return parts[0]
    counts = np.concatenate([np.diff(part.bounds) for part in parts])
    fingerprints = np.concatenate([part.fingerprints for part in parts])
    disguise = np.concatenate([part.disguise for part in parts])
    bounds = np.concatenate(([0], np.cumsum(counts)))
    hashes = np.empty(int(bounds[-1]), np.uint64)
    at = len(hashes)
    while parts:  # from the end, each part let go once it is copied: they are most of the memory
        part = parts.pop()
        hashes[at - len(part.hashes) : at] = part.hashes
        at -= len(part.hashes)
    return Shingles(hashes, bounds, fingerprints, disguise)


def _shingle_step(text: pl.Series) -> Shingles:
    data, offsets = _buffers(text)
    count = len(text)
    room = np.minimum(np.diff(offsets) // 2 + 2, HEAD + TAIL)
    hashes = np.empty(int(room.sum()), np.uint64)
    bounds = np.zeros(count + 1, np.int64)
    fingerprints = np.empty(count, np.uint64)
    disguise = np.empty(count, np.uint8)
    used = shingle_all(data, offsets, _arrays(), hashes, bounds, fingerprints, disguise)
    return Shingles(hashes[:used].copy(), bounds, fingerprints, disguise)


def _buffers(text: pl.Series) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the UTF-8 bytes and the (n + 1) offsets of a text column."""
    array = text.fill_null("").rechunk().to_arrow().cast(pa.large_string())
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    _, offsets, data = array.buffers()
    bounds = np.zeros(1, np.int64)
    if len(array):
        bounds = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    content = np.frombuffer(data, np.uint8) if data and data.size else np.zeros(1, np.uint8)
    return content, bounds


def _arrays() -> tuple[NDArray[np.generic], ...]:
    """Return the table of characters as the compiled functions take it."""
    table = characters()
    return table.role, table.trait, table.start, table.length, table.letters


def trace(prompt: str) -> tuple[Array, NDArray[np.int64]]:
    """Return the shingles of a prompt's head and the (n, 2) bytes of its UTF-8 where they stand."""
    data, offsets = _buffers(as_text([prompt]))
    hashes = np.empty(HEAD + TAIL, np.uint64)
    spans = np.zeros((HEAD + TAIL, 2), np.int64)
    count, _, _ = scan(
        data,
        0,
        min(int(offsets[1]), REACH),
        _arrays(),
        hashes,
        spans,
        HEAD + TAIL,
        np.zeros(STATS, np.int64),
        SEED,
    )
    return hashes[:count], spans[:count]
