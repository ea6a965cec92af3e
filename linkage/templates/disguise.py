# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN201
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""What the characters of one prompt tell of disguise."""

from __future__ import annotations

from numba import njit

HIDDEN, IMITATED, MARKED, MIXED_CASE, SPREAD = 1, 2, 4, 8, 16
"""Bits of `Shingles.disguise`: invisible characters, look-alike letters, stacked marks, capitals
inside or throughout words, blanks in rows."""

HIDDEN_N, IMITATED_N, MARK_N, TURNS_N, UPPER_N, LETTERS_N, BLANKS_N, WORDS_N = range(8)
"""Places of the counts of a prompt: invisible characters, words of mixed alphabets, combining
marks, capitals after small letters, capitals, letters, blanks after blanks, words."""
STATS = 8


@njit(nogil=True, cache=True)
def disguise_of(stats):
    """Return the disguise bits of one prompt's counts."""
    words = max(stats[WORDS_N], 1)
    bits = 0
    if stats[HIDDEN_N] >= 2:
        bits |= HIDDEN
    if stats[IMITATED_N] >= 2:
        bits |= IMITATED
    if stats[MARK_N] * 4 > words and stats[MARK_N] >= 4:
        bits |= MARKED
    if stats[TURNS_N] * 4 > words or stats[UPPER_N] * 10 > stats[LETTERS_N] * 8 > 160:
        bits |= MIXED_CASE
    if stats[BLANKS_N] * 8 > words and stats[BLANKS_N] >= 4:
        bits |= SPREAD
    return bits
