# mypy: disable-error-code="no-untyped-def"
# ruff: noqa: ANN001, ANN201
# Compiled functions take arrays whose types numba infers; loops stand where calls would cost.
"""An open-addressed hash table of 64-bit keys that are hashes already; 0 is never a key."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(nogil=True, cache=True, inline="always")
def find_slot(keys, key):
    """Return the slot of a key or the empty slot where it belongs; there are empty ones."""
    mask = np.uint64(len(keys) - 1)
    slot = (key >> np.uint64(20)) & mask
    while keys[slot] != key and keys[slot] != 0:
        slot = (slot + np.uint64(1)) & mask
    return slot
