"""Compile a numeric loop to machine code, and keep the code between runs where that is possible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(function: Loop) -> Loop:
    """Compile with numba at the first call.

    The machine code is cached beside the file or in the user's cache folder; where neither can
    be written (a read-only installation without a home) it is compiled anew in each process.
    """
    try:
        return cast("Loop", njit(cache=True, nogil=True)(function))
    except RuntimeError:
        return cast("Loop", njit(nogil=True)(function))
