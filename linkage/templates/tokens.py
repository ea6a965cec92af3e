# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN202, C901, PLR0912, PLR0915, PLR0917
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""Prompts to hashed shingles: the numba tokeniser.

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
from numba import njit
from numpy.typing import NDArray

from linkage.templates.characters import (
    BLANK,
    DIGIT,
    DROPPED,
    IDEOGRAPH,
    INVISIBLE,
    LOOK_ALIKE,
    MARK,
    SPACE,
    STOP,
    TABLE_SIZE,
    UPPER,
    characters,
)

HEAD, TAIL = 320, 192
"""Shingles kept from each end of a prompt: up to about 3,000 characters are kept whole."""

REACH = 16384
"""Bytes that are read at each end, however few words they hold (bounds hostile text)."""

STEP = 8192
"""Prompts that are tokenised at once."""

HIDDEN, IMITATED, MARKED, MIXED_CASE, SPREAD = 1, 2, 4, 8, 16
"""Bits of `Shingles.disguise`: invisible characters, look-alike letters, stacked marks, capitals
inside or throughout words, blanks in rows."""

_START = np.uint64(0x9AE16A3B2F90404F)
_END = np.uint64(0xC3A5C85C97CB3127)
_SEED = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)
_MIX_1 = np.uint64(0xFF51AFD7ED558CCD)
_MIX_2 = np.uint64(0xC4CEB9FE1A85EC53)
_SHIFT = np.uint64(33)

_HIDDEN_N, _IMITATED_N, _MARK_N, _TURNS_N, _UPPER_N, _LETTERS_N, _BLANKS_N, _WORDS_N = range(8)
_STATS = 8

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
    return Shingles(
        hashes=np.concatenate([part.hashes for part in parts]),
        bounds=np.concatenate(([0], np.cumsum(counts))),
        fingerprints=np.concatenate([part.fingerprints for part in parts]),
        disguise=np.concatenate([part.disguise for part in parts]),
    )


def _shingle_step(text: pl.Series) -> Shingles:
    data, offsets = _buffers(text)
    table = characters()
    count = len(text)
    room = np.minimum(np.diff(offsets) // 2 + 2, HEAD + TAIL)
    hashes = np.empty(int(room.sum()), np.uint64)
    bounds = np.zeros(count + 1, np.int64)
    fingerprints = np.empty(count, np.uint64)
    disguise = np.empty(count, np.uint8)
    used = _shingle_all(
        data,
        offsets,
        table.role,
        table.trait,
        table.start,
        table.length,
        table.letters,
        hashes,
        bounds,
        fingerprints,
        disguise,
    )
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


def trace(prompt: str) -> tuple[Array, NDArray[np.int64]]:
    """Return the shingles of a prompt's head and the (n, 2) bytes of its UTF-8 where they stand."""
    data, offsets = _buffers(as_text([prompt]))
    table = characters()
    hashes = np.empty(HEAD + TAIL, np.uint64)
    spans = np.zeros((HEAD + TAIL, 2), np.int64)
    count, _, _ = _scan(
        data,
        0,
        min(int(offsets[1]), REACH),
        (table.role, table.trait, table.start, table.length, table.letters),
        hashes,
        spans,
        HEAD + TAIL,
        np.zeros(_STATS, np.int64),
        _SEED,
    )
    return hashes[:count], spans[:count]


@njit(nogil=True, cache=True, inline="always")
def _mix(value):
    """Finalise a 64-bit hash (MurmurHash3, Appleby, public domain)."""
    value ^= value >> _SHIFT
    value *= _MIX_1
    value ^= value >> _SHIFT
    value *= _MIX_2
    value ^= value >> _SHIFT
    return value


@njit(nogil=True, cache=True, inline="always")
def _gram(first, second, third):
    """Hash three word hashes in order."""
    return _mix(first * _PRIME ^ (second + _SEED) * _MIX_1 ^ _mix(third))


@njit(nogil=True, cache=True, inline="always")
def _decode(data, at, end):
    """Return the code point at a byte above 0x7F and its length, never past ``end``."""
    lead = np.int64(data[at])
    size = 2 if lead < 0xE0 else (3 if lead < 0xF0 else 4)
    size = min(size, end - at)
    code = lead & (0x7F >> size) if size > 1 else np.int64(0xFFFD)
    for offset in range(1, size):
        code = (code << 6) | np.int64(data[at + offset] & 0x3F)
    return code, size


@njit(nogil=True, cache=True)
def _scan(data, begin, end, table, out, spans, room, stats, fingerprint):
    """Shingle the bytes from ``begin`` until ``end`` or until ``room`` shingles are out.

    Returns the number of shingles, the first byte not read, and the fingerprint. ``spans`` gets
    the first byte and the byte after the last one of each shingle, unless it has no rows. One
    pass, a state machine on roles of code points: long, because calls would cost more than it does.
    """
    role, trait, start, length, letters = table
    count = 0
    before, last = _START, _START
    words = 0
    word = _SEED
    open_word = False
    in_number = False
    has_ascii = False
    imitated = False
    lower_before = False
    blank_before = False
    from_before, from_last, from_word = begin, begin, begin
    tracing = len(spans) > 0
    at = begin
    while at < end and count < room - 1:
        code = np.int64(data[at])
        size = 1
        if code >= 0x80:
            code, size = _decode(data, at, end)
        at += size
        if code < TABLE_SIZE:
            what = role[code]
            kind = trait[code]
        else:
            what = DROPPED if 0xE0000 <= code < 0xE1000 else IDEOGRAPH
            kind = INVISIBLE if what == DROPPED else 0
        if what == STOP and at < end:
            following = np.int64(data[at])
            if code < 0x80 and following < 0x80 and role[following] not in (SPACE, STOP):
                what = SPACE
        if what == DROPPED:
            if kind & INVISIBLE:
                stats[_HIDDEN_N] += 1
            elif kind & MARK:
                stats[_MARK_N] += 1
            continue
        if what in (SPACE, STOP, IDEOGRAPH) and open_word:
            if tracing:
                spans[count, 0] = from_before
                spans[count, 1] = at - size
            from_before, from_last = (from_last, from_word) if words else (from_word, from_word)
            before, last, words, count, fingerprint = _close(
                before, last, words, word, out, count, fingerprint
            )
            stats[_WORDS_N] += 1
            if imitated and has_ascii:
                stats[_IMITATED_N] += 1
            word = _SEED
            open_word = in_number = has_ascii = imitated = lower_before = False
        if what == SPACE:
            if kind & BLANK and blank_before:
                stats[_BLANKS_N] += 1
            blank_before = kind & BLANK != 0
            continue
        blank_before = False
        if what == STOP:
            if words:
                if tracing:
                    spans[count, 0] = from_before
                    spans[count, 1] = at
                out[count] = _gram(before, last, _END)
                count += 1
            before, last, words = _START, _START, 0
            continue
        if what == IDEOGRAPH:
            if tracing:
                spans[count, 0] = from_before if words else at - size
                spans[count, 1] = at
            from_before, from_last = (from_last, at - size) if words else (at - size, at - size)
            single = _mix((_SEED ^ np.uint64(code)) * _PRIME)
            before, last, words, count, fingerprint = _close(
                before, last, words, single, out, count, fingerprint
            )
            continue
        if not open_word:
            from_word = at - size
            open_word = True
        if what == DIGIT:
            if not in_number:
                word = (word ^ np.uint64(48)) * _PRIME
            in_number = True
            continue
        in_number = False
        stats[_LETTERS_N] += 1
        if kind & UPPER:
            stats[_UPPER_N] += 1
            if lower_before:
                stats[_TURNS_N] += 1
        lower_before = kind & UPPER == 0
        if kind & LOOK_ALIKE:
            imitated = True
        elif code < 0x80:
            has_ascii = True
        first = start[code]
        for offset in range(length[code]):
            word = (word ^ np.uint64(letters[first + offset])) * _PRIME
    if count < room - 1:
        if open_word:
            if tracing:
                spans[count, 0] = from_before
                spans[count, 1] = at
            from_before = from_last if words else from_word
            before, last, words, count, fingerprint = _close(
                before, last, words, word, out, count, fingerprint
            )
            stats[_WORDS_N] += 1
        if words:
            if tracing:
                spans[count, 0] = from_before
                spans[count, 1] = at
            out[count] = _gram(before, last, _END)
            count += 1
    return count, at, fingerprint


@njit(nogil=True, cache=True, inline="always")
def _close(before, last, words, word, out, count, fingerprint):
    """End a word: emit its shingle unless it is the first of its sentence."""
    word = _mix(word)
    if words:
        out[count] = _gram(before, last, word)
        count += 1
    return last, word, words + 1, count, _mix((fingerprint ^ word) * _PRIME)


@njit(nogil=True, cache=True)
def _disguise_of(stats):
    """Return the disguise bits of one prompt's counts."""
    words = max(stats[_WORDS_N], 1)
    bits = 0
    if stats[_HIDDEN_N] >= 2:
        bits |= HIDDEN
    if stats[_IMITATED_N] >= 2:
        bits |= IMITATED
    if stats[_MARK_N] * 4 > words and stats[_MARK_N] >= 4:
        bits |= MARKED
    if stats[_TURNS_N] * 4 > words or stats[_UPPER_N] * 10 > stats[_LETTERS_N] * 8 > 160:
        bits |= MIXED_CASE
    if stats[_BLANKS_N] * 8 > words and stats[_BLANKS_N] >= 4:
        bits |= SPREAD
    return bits


@njit(nogil=True, cache=True)
def _shingle_all(
    data, offsets, role, trait, start, length, letters, hashes, bounds, fingerprints, disguise
):
    """Fill the four result arrays and return the number of shingles."""
    table = (role, trait, start, length, letters)
    scratch = np.empty(REACH + 4, np.uint64)
    stats = np.zeros(_STATS, np.int64)
    untraced = np.empty((0, 2), np.int64)
    used = 0
    for prompt in range(len(offsets) - 1):
        begin, end = offsets[prompt], offsets[prompt + 1]
        stats[:] = 0
        count, at, fingerprint = _scan(
            data, begin, min(end, begin + REACH), table, scratch, untraced, HEAD + 1, stats, _SEED
        )
        for index in range(count):
            hashes[used + index] = scratch[index]
        used += count
        if at < end:
            tail = max(at, end - REACH)
            while tail < end and data[tail] & 0xC0 == 0x80:
                tail += 1
            if tail > at:
                fingerprint = _mix((fingerprint ^ np.uint64(end - begin)) * _PRIME)
            count, at, fingerprint = _scan(
                data, tail, end, table, scratch, untraced, REACH + 4, stats, fingerprint
            )
            first = max(0, count - TAIL)
            for index in range(first, count):
                hashes[used] = scratch[index]
                used += 1
        bounds[prompt + 1] = used
        fingerprints[prompt] = fingerprint
        disguise[prompt] = _disguise_of(stats)
    return used
