"""Random numbers by position: the same in whatever slices they are drawn.

The finaliser is that of SplitMix64 (Steele, Lea and Flood, 2014, "Fast splittable pseudorandom
number generators"), a bijection of 64-bit integers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FACTORS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return a well-mixed bijection of 64-bit integers."""
    mixed = values + _GOLDEN
    for shift, factor in zip(_SHIFTS, _FACTORS, strict=False):
        mixed ^= mixed >> shift
        mixed *= factor
    mixed ^= mixed >> _SHIFTS[2]
    return mixed


def uniforms(keys: NDArray[np.uint64], stream: int) -> NDArray[np.float64]:
    """Return a number in [0, 1) for each key, independent between streams."""
    offset = np.uint64((stream * 0xD1342543DE82EF95 + 0x5851F42D4C957F2D) & 0xFFFFFFFFFFFFFFFF)
    return (mix(keys ^ offset) >> np.uint64(11)).astype(np.float64) * 2.0**-53
