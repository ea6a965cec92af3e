# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN201, ANN202, C901, PLR0912, PLR0915, PLR0917
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""The compiled tokeniser: bytes to words and sentences, and these to hashed shingles.

``table`` is `Characters` as a tuple of its arrays, ``stats`` the counts of `disguise`.
"""

from __future__ import annotations

import numpy as np
from numba import njit

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
)
from linkage.templates.disguise import (
    BLANKS_N,
    HIDDEN_N,
    IMITATED_N,
    LETTERS_N,
    MARK_N,
    STATS,
    TURNS_N,
    UPPER_N,
    WORDS_N,
    disguise_of,
)

HEAD, TAIL = 320, 192
"""Shingles kept from each end of a prompt: up to about 3,000 characters are kept whole."""

REACH = 16384
"""Bytes that are read at each end, however few words they hold (bounds hostile text)."""

_START = np.uint64(0x9AE16A3B2F90404F)
_END = np.uint64(0xC3A5C85C97CB3127)
SEED = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)
_MIX_1 = np.uint64(0xFF51AFD7ED558CCD)
_MIX_2 = np.uint64(0xC4CEB9FE1A85EC53)
_SHIFT = np.uint64(33)


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
    return _mix(first * _PRIME ^ (second + SEED) * _MIX_1 ^ _mix(third))


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
def scan(data, begin, end, table, out, spans, room, stats, fingerprint):
    """Shingle the bytes from ``begin`` until ``end`` or until ``room`` shingles are out.

    Returns the number of shingles, the first byte not read, and the fingerprint. ``spans`` gets
    the first byte and the byte after the last one of each shingle, unless it has no rows. One
    pass, a state machine on roles of code points: long, because calls would cost more than it does.
    """
    role, trait, start, length, letters = table
    count = 0
    before, last = _START, _START
    words = 0
    word = SEED
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
                stats[HIDDEN_N] += 1
            elif kind & MARK:
                stats[MARK_N] += 1
            continue
        if what in (SPACE, STOP, IDEOGRAPH) and open_word:
            if tracing:
                spans[count, 0] = from_before
                spans[count, 1] = at - size
            from_before, from_last = (from_last, from_word) if words else (from_word, from_word)
            before, last, words, count, fingerprint = _close(
                before, last, words, word, out, count, fingerprint
            )
            stats[WORDS_N] += 1
            if imitated and has_ascii:
                stats[IMITATED_N] += 1
            word = SEED
            open_word = in_number = has_ascii = imitated = lower_before = False
        if what == SPACE:
            if kind & BLANK and blank_before:
                stats[BLANKS_N] += 1
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
            single = _mix((SEED ^ np.uint64(code)) * _PRIME)
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
        stats[LETTERS_N] += 1
        if kind & UPPER:
            stats[UPPER_N] += 1
            if lower_before:
                stats[TURNS_N] += 1
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
            stats[WORDS_N] += 1
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
def shingle_all(data, offsets, table, hashes, bounds, fingerprints, disguise):
    """Fill the four result arrays and return the number of shingles."""
    scratch = np.empty(REACH + 4, np.uint64)
    stats = np.zeros(STATS, np.int64)
    untraced = np.empty((0, 2), np.int64)
    used = 0
    for prompt in range(len(offsets) - 1):
        begin, end = offsets[prompt], offsets[prompt + 1]
        stats[:] = 0
        count, at, mark = scan(
            data, begin, min(end, begin + REACH), table, scratch, untraced, HEAD + 1, stats, SEED
        )
        hashes[used : used + count] = scratch[:count]
        used += count
        if at < end:
            tail = max(at, end - REACH)
            while tail < end and data[tail] & 0xC0 == 0x80:
                tail += 1
            if tail > at:
                mark = _mix((mark ^ np.uint64(end - begin)) * _PRIME)
            count, at, mark = scan(
                data, tail, end, table, scratch, untraced, REACH + 4, stats, mark
            )
            kept = min(count, TAIL)
            hashes[used : used + kept] = scratch[count - kept : count]
            used += kept
        bounds[prompt + 1] = used
        fingerprints[prompt] = mark
        disguise[prompt] = disguise_of(stats)
    return used
