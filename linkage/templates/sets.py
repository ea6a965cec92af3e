# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN201
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""Counting over prompts as sets of shingles: compressed rows, see `FrequentShingles`.

``counts`` and ``marks`` are scratch arrays by shingle. They are empty between uses, so that the
cost of a use is that of the prompts in it.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True)
def count_shingles(prompts, rows, ids, counts, step):
    """Add ``step`` for each shingle of each prompt; return the number of places."""
    total = 0
    for prompt in prompts:
        total += rows[prompt + 1] - rows[prompt]
        for place in range(rows[prompt], rows[prompt + 1]):
            counts[ids[place]] += step
    return total


@njit(nogil=True, cache=True)
def set_marks(shingles, marks, value):
    """Set the mark of each shingle."""
    for shingle in shingles:
        marks[shingle] = value


@njit(nogil=True, cache=True)
def count_marked(prompt, rows, ids, marks):
    """Return how many marked shingles a prompt holds."""
    held = 0
    for place in range(rows[prompt], rows[prompt + 1]):
        held += marks[ids[place]]
    return held


@njit(nogil=True, cache=True)
def common_shingles(prompts, rows, ids, counts, least, share):
    """Return the shingles that ``share`` of the prompts hold, and ``least`` of them; ascending."""
    total = count_shingles(prompts, rows, ids, counts, 1)
    floor = max(least, np.int64(np.ceil(share * len(prompts))))
    common = np.empty(total, np.int32)
    size = 0
    for prompt in prompts:
        for place in range(rows[prompt], rows[prompt + 1]):
            if counts[ids[place]] >= floor:
                common[size] = ids[place]
                size += 1
            counts[ids[place]] = 0
    return np.sort(common[:size])
